namespace Tensorflow.Graphs;

/// <summary>Orders things so that each comes after those it depends on, and otherwise as they were numbered.</summary>
internal static class TopologicalOrder
{
    /// <summary>
    /// The numbers from 0 below <paramref name="count"/>, of the ready ones always the least first. Where there is a cycle,
    /// those on it and behind it are missing.
    /// </summary>
    public static List<int> Of(int count, Func<int, IEnumerable<int>> dependencies)
    {
        var pending = new int[count];
        var users = new List<int>?[count];
        for (var i = 0; i < count; i++)
            foreach (var needed in dependencies(i))
            {
                (users[needed] ??= []).Add(i);
                pending[i]++;
            }
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < count; i++)
            if (pending[i] == 0)
                ready.Enqueue(i, i);
        var order = new List<int>(count);
        while (ready.TryDequeue(out var next, out _))
        {
            order.Add(next);
            foreach (var user in users[next] ?? [])
                if (--pending[user] == 0)
                    ready.Enqueue(user, user);
        }
        return order;
    }
}
