using SecureObs.Audit;

namespace SecureObs.Api.Platform.Signing;

/// <summary>
/// The keys that this installation signs with: checkpoints now, more later. They stand in a directory outside of the
/// database; a new key is noticed without a restart.
/// </summary>
internal sealed class KeyHolder(string directory, TimeProvider clock)
{
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(10);

    private readonly Lock reading = new();
    private (KeyRing Ring, string Files, DateTimeOffset ReadAt)? held;

    public SigningKey Current => Ring.Current;

    public PublicKeys Public => Ring.Public;

    /// <exception cref="InvalidOperationException">No key may sign; the message says what to do.</exception>
    public KeyRing Ring
    {
        get
        {
            lock (reading)
            {
                if (held is { } fresh && clock.GetUtcNow() < fresh.ReadAt + LookAfter)
                    return fresh.Ring;
                // Old rings are not disposed: a signature may be under way.
                var files = Names();
                var ring = held is { } old && old.Files == files ? old.Ring : KeyRing.Load(directory);
                held = (ring, files, clock.GetUtcNow());
                return ring;
            }
        }
    }

    /// <summary>A key that is retired keeps its file's name.</summary>
    private string Names() => string.Join('|', Directory.EnumerateFiles(directory, "*.pem").Order(StringComparer.Ordinal)
        .Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks}"));
}
