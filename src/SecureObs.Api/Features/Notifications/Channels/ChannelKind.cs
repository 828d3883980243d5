using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <summary>How a channel is told; stored as its number.</summary>
[JsonConverter(typeof(WordConverter<ChannelKind>))]
public enum ChannelKind : short
{
    [JsonStringEnumMemberName("webhook")] Webhook = 1,
    [JsonStringEnumMemberName("slack")] Slack = 2,
    [JsonStringEnumMemberName("teams")] Teams = 3,
    [JsonStringEnumMemberName("email")] Email = 4,
}

[JsonConverter(typeof(WordConverter<ChannelState>))]
public enum ChannelState
{
    [JsonStringEnumMemberName("active")] Active,
    [JsonStringEnumMemberName("paused")] Paused,
    /// <summary>Nothing arrived for days; it is still tried.</summary>
    [JsonStringEnumMemberName("failing")] Failing,
}

internal static class ChannelKinds
{
    /// <summary>The digest of one person: a channel that nobody else sees.</summary>
    public const short Digest = 5;

    public static bool IsMail(short kind) => kind is (short)ChannelKind.Email or Digest;

    public static string Word(short kind) => kind is Digest ? "digest" : Platform.Transport.WireWords<ChannelKind>.Of((ChannelKind)kind);
}
