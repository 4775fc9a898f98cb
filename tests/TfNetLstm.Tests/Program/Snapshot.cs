namespace TfNetLstm.Tests.Program;

/// <summary>Kept outputs: what the program prints is held against a file in Program/Snapshots.</summary>
internal static class Snapshot
{
    /// <summary>Fails where the text is not the kept one; what came is beside the tests then, to be looked at and kept.</summary>
    public static void Verify(string name, string text)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Snapshots");
        var kept = Path.Combine(folder, name);
        var expected = File.Exists(kept) ? File.ReadAllText(kept) : "";
        if (expected == text)
            return;
        var received = Path.Combine(folder, "received");
        Directory.CreateDirectory(received);
        File.WriteAllText(Path.Combine(received, name), text);
        Assert.Fail($"{name} is not what is kept in Program/Snapshots; what came is in Snapshots/received.\n{text}");
    }
}
