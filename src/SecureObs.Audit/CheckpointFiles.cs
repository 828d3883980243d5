namespace SecureObs.Audit;

/// <summary>Checkpoints that were kept outside: a file of one, a file with one a line, or a directory of such files.</summary>
public static class CheckpointFiles
{
    /// <exception cref="FormatException">Names the file that holds none.</exception>
    public static IReadOnlyList<Checkpoint> Read(string path)
    {
        if (!Directory.Exists(path))
            return ReadFile(path);
        Checkpoint[] all = [.. Directory.EnumerateFiles(path, "*.json*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(ReadFile)];
        return all.Length > 0 ? all : throw new FormatException($"{path} holds no checkpoint (*.json, *.jsonl).");
    }

    private static IReadOnlyList<Checkpoint> ReadFile(string path)
    {
        var text = File.ReadAllText(path).Trim();
        try
        {
            return text.Contains("}\n", StringComparison.Ordinal)
                ? [.. text.Split('\n').Select(Checkpoint.Parse)]
                : [Checkpoint.Parse(text)];
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{path}: {exception.Message}", exception);
        }
    }
}
