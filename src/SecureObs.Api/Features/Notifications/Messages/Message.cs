using System.Text.Json;
using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>
/// What a channel is told, whatever its form: a webhook gets it as it is, the others are made of it. It is stored as it was made,
/// so that it is the same however often it is sent.
/// </summary>
/// <param name="Id">Stays the same when the message is sent again.</param>
/// <param name="Test">Somebody tries the channel: nothing happened.</param>
/// <param name="Events">How many events of each kind it tells of.</param>
/// <param name="Groups">By project and run.</param>
/// <param name="More">How many further events it only counts.</param>
/// <param name="Url">Of the dashboard; null when the operator did not say where that is.</param>
internal sealed record Message(
    int Format, Guid Id, DateTimeOffset CreatedAt, MessagePlace Organisation, bool Test, IReadOnlyDictionary<string, long> Events,
    IReadOnlyList<MessageGroup> Groups, long More, string? Url)
{
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static Message Parse(string body) => JsonSerializer.Deserialize<Message>(body, Json)!;

    /// <summary>For the subject of a mail, and where a chat shows one line.</summary>
    [JsonIgnore]
    public string Headline => Test ? "SecureObs: a test message"
        : Groups is [var only] && More == 0 ? $"SecureObs: {only.Title}"
        : $"SecureObs: {Events.Values.Sum():N0} notifications";
}

internal sealed record MessagePlace(Guid Id, string Name);

/// <summary>What happened in one run, or to one project.</summary>
/// <param name="Title">A sentence.</param>
/// <param name="Count">How many things it is about, of which <paramref name="Lines"/> are the first.</param>
internal sealed record MessageGroup(
    IReadOnlyList<string> Events, string Title, MessagePlace? Project, MessageRun? Run, DateTimeOffset At, int Count, IReadOnlyList<MessageLine> Lines, string? Url)
{
    [JsonIgnore]
    public int More => Math.Max(0, Count - Lines.Count);
}

internal sealed record MessageRun(Guid Id, string? PipelineRunId, string? Branch, string? Commit);

internal sealed record MessageLine(string Text, Severity? Severity, string? Url);
