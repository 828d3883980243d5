namespace SecureObs.Database;

/// <summary>The SQL of db/, carried inside the assembly so that a deployment needs no files beside it.</summary>
internal static class EmbeddedSql
{
    /// <summary>The scripts of one folder, by file name in order.</summary>
    public static IReadOnlyList<(string Name, string Text)> Folder(string folder) =>
    [
        .. typeof(EmbeddedSql).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[(folder.Length + 1)..], Read(name))),
    ];

    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedSql).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
