using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain.Notifications;

/// <summary>Something that happened, and that somebody may want to be told.</summary>
/// <param name="Key">The same again is the same event: it is told once.</param>
/// <param name="Project">Null: of the organisation.</param>
internal sealed record NotificationEvent(NotificationKind Kind, string Key, Guid? Project, Guid? Run, NotificationFacts Facts);

/// <summary>What is told of it: names and numbers, never code and never a found secret.</summary>
/// <param name="Count">How many things it is about.</param>
/// <param name="Lines">The first of them.</param>
internal sealed record NotificationFacts(int Count, IReadOnlyList<NotificationLine> Lines)
{
    /// <summary>So many lines are told; the rest is a number.</summary>
    public const int MostLines = 5;

    public string? PipelineRun { get; init; }

    public string? Branch { get; init; }

    public string? Commit { get; init; }
}

/// <param name="Id">Of the finding.</param>
internal sealed record NotificationLine(
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Severity? Severity = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id = null);
