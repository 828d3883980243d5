using System.Numerics;
using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain.Notifications;

/// <summary>What somebody can be told of; stored as its number, and many of them as a bit each.</summary>
[JsonConverter(typeof(WordConverter<NotificationKind>))]
public enum NotificationKind : short
{
    [JsonStringEnumMemberName("blocking-findings")] BlockingFindings = 0,
    [JsonStringEnumMemberName("gate-failed")] GateFailed = 1,
    [JsonStringEnumMemberName("suppression-expiring")] SuppressionExpiring = 2,
    [JsonStringEnumMemberName("key-expiring")] KeyExpiring = 3,
    [JsonStringEnumMemberName("project-silent")] ProjectSilent = 4,
}

internal static class NotificationKinds
{
    public static short Bit(NotificationKind kind) => (short)(1 << (short)kind);

    public static short Bits(IEnumerable<NotificationKind> kinds) => kinds.Aggregate((short)0, (bits, kind) => (short)(bits | Bit(kind)));

    public static IReadOnlyList<NotificationKind> Of(short bits) =>
        [.. Enum.GetValues<NotificationKind>().Where(kind => (bits & Bit(kind)) != 0)];

    /// <summary>How many kinds these are.</summary>
    public static int Count(short bits) => BitOperations.PopCount((uint)bits);
}
