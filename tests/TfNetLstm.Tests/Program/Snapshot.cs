namespace TfNetLstm.Tests.Program;

/// <summary>Kept outputs: what the program prints is held against a file in Program/Snapshots.</summary>
internal static class Snapshot
{
    /// <summary>Fails where a text is not the kept one; what came is beside the tests then, to be looked at and kept.</summary>
    public static void Verify(params (string Name, string Text)[] texts)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Snapshots");
        var different = new List<string>();
        foreach (var (name, text) in texts)
        {
            var kept = Path.Combine(folder, name);
            if (File.Exists(kept) && File.ReadAllText(kept) == text)
                continue;
            var received = Path.Combine(folder, "received");
            Directory.CreateDirectory(received);
            File.WriteAllText(Path.Combine(received, name), text);
            different.Add($"{name}:\n{text}");
        }
        Assert.True(
            different.Count == 0,
            $"What came is not what is kept in Program/Snapshots; it is in Snapshots/received.\n{string.Join('\n', different)}"
        );
    }

    /// <summary>The same for one text.</summary>
    public static void Verify(string name, string text) => Verify((name, text));
}
