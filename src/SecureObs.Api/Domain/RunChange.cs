using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>What a run did to findings, compared with the newest complete results of the default branch that began before it.</summary>
[JsonConverter(typeof(WordConverter<RunChange>))]
internal enum RunChange
{
    /// <summary>The run has it, whatever was before.</summary>
    [JsonStringEnumMemberName("seen")] Seen,
    /// <summary>The run has it, and what came before did not.</summary>
    [JsonStringEnumMemberName("new")] New,
    /// <summary>Both have it.</summary>
    [JsonStringEnumMemberName("known")] Known,
    /// <summary>What came before had it, and the run does not, whose scanner said that it was done.</summary>
    [JsonStringEnumMemberName("fixed")] Fixed,
}
