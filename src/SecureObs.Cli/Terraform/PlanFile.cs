using System.Security.Cryptography;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Terraform;

/// <summary>The file of a plan: a regular file in the workspace that no link leads to.</summary>
internal sealed class PlanFile
{
    private const long Largest = 500L * 1024 * 1024;

    private PlanFile(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="CommandFailure">It is not there, a link, no file, outside of the workspace, or too large.</exception>
    public static PlanFile Open(string named, string workspace, string currentDirectory)
    {
        var path = System.IO.Path.GetFullPath(named, currentDirectory);
        var root = ScannedFiles.RealPath(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(workspace)));
        var info = new FileInfo(path);
        if (!info.Exists || (info.Attributes & FileAttributes.Directory) != 0)
            throw Refused("is not there");
        if (info.LinkTarget is not null || !ScannedFiles.RealPath(path).StartsWith(root + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Refused("is a link, or not in the workspace");
        // A pipe or a device has no length, and would be waited for.
        if (!OperatingSystem.IsWindows() && (info.Attributes & FileAttributes.Device) != 0 || info.Length == 0)
            throw Refused("is empty, or no regular file");
        return info.Length <= Largest ? new(path) : throw Refused($"has more than {Largest / 1024 / 1024} MB");
    }

    /// <exception cref="CommandFailure">It is no plan, or cannot be read.</exception>
    public SanitizedPlan Read()
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            return PlanReader.Read(stream);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Refused($"cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>SHA-256 of its bytes: 64 hexadecimal digits.</summary>
    public async Task<string> DigestAsync(CancellationToken ct)
    {
        await using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    private static CommandFailure Refused(string why) => new(ExitCode.Failed, $"the Terraform plan {why}");
}
