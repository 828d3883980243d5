using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecureObs.Cli.Running;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Cli.Api.Keyless;

/// <summary>
/// What the commands of one job share when its platform gives it one token: a file of this user alone (0600) in the directory for
/// temporary files, named after the token. It is worth nothing after a quarter of an hour.
/// </summary>
internal sealed class HeldCredential(SecretString token)
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"secureobs-credential-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal())))[..32]}");

    /// <summary>Null when there is none that can be read.</summary>
    public RunCredentialAnswer? Read()
    {
        try
        {
            // Only a file that nobody else could have written.
            var isOurs = OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return isOurs ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ApiJson.Of<RunCredentialAnswer>()) : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Best effort: without it the next command of the job is refused, this one is not.</summary>
    public void Write(RunCredentialAnswer credential)
    {
        try
        {
            var next = $"{path}.{Guid.NewGuid():N}";
            using (var file = new FileStream(next, PrivateFile.New()))
                file.Write(ApiJson.Bytes(credential));
            File.Move(next, path, overwrite: true);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"warning: {path} could not be written; the next command of this job will be refused");
        }
    }
}
