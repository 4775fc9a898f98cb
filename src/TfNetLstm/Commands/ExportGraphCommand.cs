using System.CommandLine;
using TfNetLstm.Settings;
using TfNetLstm.Training;

namespace TfNetLstm.Commands;

/// <summary>The verb <c>export-graph</c>: the program's graph for TensorBoard and other readers.</summary>
internal static class ExportGraphCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(ProgramContext? context = null)
    {
        var logDir = ValueOptions.OptionalPath("--logdir", "folder");
        var format = ValueOptions.Choice("--format", ["events", "pb", "pbtxt", "meta"]);
        var seed = ValueOptions.OptionalWhole("--seed", 0, int.MaxValue);
        var model = new ModelOptions();
        logDir.Description = "The folder to write into; it is made where it is not there.";
        logDir.Required = true;
        format.Description =
            "events for TensorBoard, pb or pbtxt for a GraphDef, meta for a MetaGraphDef with its collections.";
        seed.Description = "The seed that the graph's random nodes carry.";
        var command = new VerbCommand(
            "export-graph",
            "Writes the program's graph for TensorBoard, Netron or Python.",
            "export-graph --logdir logs/graph",
            "export-graph --logdir graphs --format pb --seed 1"
        )
        {
            logDir,
            format,
            seed,
        };
        foreach (var option in model.All)
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var reader = new SettingsReader(
                parsed,
                (context ?? ProgramContext.OfProcess()).Environment,
                model.All,
                ValueOptions.OptionalPath("--config", "file")
            );
            using var built = new MnistModel(parsed.GetValue(seed), model.Read(reader), threads: 1);
            var graph = built.TensorGraph;
            var path = Engine.ExportGraph(graph, parsed.GetValue(logDir)!, parsed.GetValue(format)!);
            parsed.InvocationConfiguration.Output.WriteLine(
                FormattableString.Invariant($"{path}: {Engine.NodeCount(graph)} nodes")
            );
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
