using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace SecureObs.Local.SignIn;

/// <summary>
/// What random strings stand for, for a while: codes, sessions, refresh tokens. When it is full the oldest goes, so
/// that nobody can make it grow without limit.
/// </summary>
internal sealed class Tickets<T>(TimeProvider clock, int capacity = 1000)
{
    private readonly Lock held = new();
    private readonly OrderedDictionary<string, (T Value, DateTimeOffset Until)> tickets = [];

    public int Count
    {
        get
        {
            lock (held)
                return tickets.Count;
        }
    }

    public string Issue(T value, DateTimeOffset until)
    {
        var ticket = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        lock (held)
        {
            while (tickets.Count > 0 && (tickets.Count >= capacity || tickets.GetAt(0).Value.Until <= clock.GetUtcNow()))
                tickets.RemoveAt(0);
            tickets.Add(ticket, (value, until));
        }

        return ticket;
    }

    /// <summary>It stays valid.</summary>
    public bool TryRead(string? ticket, [MaybeNullWhen(false)] out T value)
    {
        lock (held)
            return Found(ticket is not null && tickets.TryGetValue(ticket, out var found) ? found : null, out value);
    }

    /// <summary>It is worth nothing afterwards.</summary>
    public bool TryUse(string? ticket, [MaybeNullWhen(false)] out T value)
    {
        lock (held)
            return Found(ticket is not null && tickets.Remove(ticket, out var found) ? found : null, out value);
    }

    private bool Found((T Value, DateTimeOffset Until)? found, [MaybeNullWhen(false)] out T value)
    {
        value = found is { } ticket ? ticket.Value : default;
        return found is { } valid && valid.Until > clock.GetUtcNow();
    }
}
