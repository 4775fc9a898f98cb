using System.Globalization;
using Tensorflow.Formats.Proto;

namespace Tensorflow;

/// <summary>The jobs of a cluster, and where each of their tasks listens (<c>tf.train.ClusterSpec</c>).</summary>
public sealed class ClusterSpec
{
    private readonly SortedDictionary<string, SortedDictionary<int, string>> _jobs = new(StringComparer.Ordinal);

    /// <summary>A cluster of jobs whose tasks are numbered from 0.</summary>
    /// <exception cref="TypeError">An address is missing.</exception>
    public ClusterSpec(IReadOnlyDictionary<string, string[]> cluster)
    {
        foreach (var (job, addresses) in cluster.Given())
            Add(job, addresses.Given().Select((address, task) => (task, address)));
    }

    /// <summary>A cluster of jobs of which only some tasks are known, by their numbers.</summary>
    /// <exception cref="TypeError">An address is missing.</exception>
    public ClusterSpec(IReadOnlyDictionary<string, IReadOnlyDictionary<int, string>> cluster)
    {
        foreach (var (job, tasks) in cluster.Given())
            Add(job, tasks.Given().Select(t => (t.Key, t.Value)));
    }

    /// <summary>The cluster of a message.</summary>
    public ClusterSpec(ClusterDef cluster)
    {
        foreach (var job in cluster.Given().Job)
            Add(job.Name, job.Tasks.Select(t => (t.Key, t.Value)));
    }

    /// <summary>The names of the jobs, in order.</summary>
    public string[] jobs => [.. _jobs.Keys];

    /// <summary>
    /// Reads a cluster as command lines have it: <c>ps=host:2222;worker=host:2223,host:2224</c>. An addition of this engine.
    /// </summary>
    /// <exception cref="ValueError">The text is not of that form.</exception>
    public static ClusterSpec Parse(string text)
    {
        var jobs = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (
            var part in text.Given().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            var (name, addresses) = part.Split('=', 2, StringSplitOptions.TrimEntries)
                is [{ Length: > 0 } job, var list]
                ? (job, list.Split(',', StringSplitOptions.TrimEntries))
                : throw new ValueError($"'{part}' is no job with its tasks, such as worker=host:2223,host:2224");
            if (Array.Find(addresses, a => !IsAddress(a)) is { } wrong)
                throw new ValueError($"'{wrong}' is no address of a task of job '{name}', such as host:2222");
            if (!jobs.TryAdd(name, addresses))
                throw new ValueError($"job '{name}' is there twice");
        }
        return jobs.Count > 0
            ? new(jobs)
            : throw new ValueError("a cluster has at least one job, such as worker=host:2223");
    }

    /// <summary>The addresses by job; by task number where numbers are missing.</summary>
    public IReadOnlyDictionary<string, object> as_dict() =>
        _jobs.ToDictionary(
            j => j.Key,
            j => IsDense(j.Value) ? (object)j.Value.Values.ToArray() : j.Value.ToDictionary(),
            StringComparer.Ordinal
        );

    /// <summary>The cluster as a message, jobs in the order of their names.</summary>
    public ClusterDef as_cluster_def()
    {
        var def = new ClusterDef();
        foreach (var (job, tasks) in _jobs)
            def.Job.Add(new JobDef { Name = job, Tasks = { tasks } });
        return def;
    }

    /// <summary>How many tasks of a job are known.</summary>
    /// <exception cref="ValueError">There is no such job.</exception>
    public int num_tasks(string job_name) => TasksOf(job_name).Count;

    /// <summary>The numbers of a job's tasks.</summary>
    /// <exception cref="ValueError">There is no such job.</exception>
    public int[] task_indices(string job_name) => [.. TasksOf(job_name).Keys];

    /// <summary>Where a task listens.</summary>
    /// <exception cref="ValueError">There is no such job or task.</exception>
    public string task_address(string job_name, int task_index) =>
        TasksOf(job_name).TryGetValue(task_index, out var address)
            ? address
            : throw new ValueError(
                string.Create(CultureInfo.InvariantCulture, $"No task with index {task_index} in job '{job_name}'")
            );

    /// <summary>Where a job's tasks listen; null for numbers that are missing.</summary>
    /// <exception cref="ValueError">There is no such job.</exception>
    public string?[] job_tasks(string job_name)
    {
        var tasks = TasksOf(job_name);
        var known = tasks.Count == 0 ? 0 : tasks.Keys.Max() + 1;
        return [.. Enumerable.Range(0, known).Select(tasks.GetValueOrDefault)];
    }

    private SortedDictionary<int, string> TasksOf(string job) =>
        _jobs.TryGetValue(job.Given(), out var tasks)
            ? tasks
            : throw new ValueError($"No such job in cluster: '{job}'");

    private void Add(string job, IEnumerable<(int Task, string Address)> tasks)
    {
        var known = _jobs[job] = [];
        foreach (var (task, address) in tasks)
            known[task] =
                address
                ?? throw new TypeError($"Task address must be a string. Found None for task {task} of job '{job}'.");
    }

    private static bool IsDense(SortedDictionary<int, string> tasks) =>
        tasks.Keys.SequenceEqual(Enumerable.Range(0, tasks.Count));

    private static bool IsAddress(string text) =>
        text.LastIndexOf(':') is var colon and > 0
        && text.IndexOfAny(['/', ' ']) < 0
        && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= ushort.MaxValue;
}
