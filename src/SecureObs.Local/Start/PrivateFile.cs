namespace SecureObs.Local.Start;

/// <summary>Files that only their owner reads. They appear whole or not at all.</summary>
internal static class PrivateFile
{
    public static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            await using (var writer = new StreamWriter(temporary, options))
                await writer.WriteAsync(text.AsMemory(), ct);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalProblem($"{path} cannot be written: {e.Message}", "Choose another place, or make it writable.");
        }
    }
}
