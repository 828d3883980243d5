using System.Security.Cryptography;
using System.Text;
using SecureObs.Local.Running;

namespace SecureObs.Local.Postgres;

/// <summary>
/// Where a cluster that is kept, and PostgreSQL from npm, live: the repository's <c>.local</c>. A clone under
/// <c>/root</c> cannot be entered by the unprivileged account; then a directory of the system takes its place.
/// </summary>
internal sealed record ServerPlace(string Directory, bool IsOutsideRepository)
{
    private const string SystemDirectory = "/var/lib/secureobs-local";

    public string Cluster => Path.Combine(Directory, "postgres");

    public string Embedded => Path.Combine(Directory, "embedded-postgres");

    public static async Task<ServerPlace> FindAsync(ServerAccount account, CancellationToken ct) =>
        await FindAsync(Repository.LocalDirectory, SystemDirectory, account, ct);

    internal static async Task<ServerPlace> FindAsync(
        string local, string system, ServerAccount account, CancellationToken ct)
    {
        try
        {
            System.IO.Directory.CreateDirectory(local);
        }
        catch (UnauthorizedAccessException)
        {
            throw new LocalProblem($"{local} cannot be written.", "Run as the user who owns the repository.");
        }

        if (account.Owner is null || await account.CanReachAsync(local, ct))
            return new(local, IsOutsideRepository: false);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(local)))[..16];
        var place = Path.Combine(system, hash);
        var made = await Child.RunAsync(Child.Command("install", "-d", "-m", "0711", system, place), ct);
        return made.Succeeded && await account.CanReachAsync(place, ct)
            ? new(place, IsOutsideRepository: true)
            : throw new LocalProblem(
                $"Neither {local} nor {place} can be entered by '{account.Name}', who has to run PostgreSQL.",
                "Clone the repository to a place that every user can enter, or run as an ordinary user.");
    }
}
