namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>When what did not arrive is tried again: seldom and more seldom, and not by all at once.</summary>
internal static class BackOff
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>So often, within about a day; then it is given up.</summary>
    public static int MostAttempts => Waits.Length + 1;

    /// <param name="attempts">How many were made, this one among them.</param>
    public static TimeSpan After(int attempts)
    {
        var wait = Waits[Math.Clamp(attempts, 1, Waits.Length) - 1];
        return wait * (1 + Random.Shared.NextDouble() * 0.2);
    }
}
