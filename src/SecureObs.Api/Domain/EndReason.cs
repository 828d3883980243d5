using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>Why a suppression is over.</summary>
[JsonConverter(typeof(WordConverter<EndReason>))]
public enum EndReason : short
{
    /// <summary>A person ended it.</summary>
    [JsonStringEnumMemberName("lifted")] Lifted = 1,
    /// <summary>It needed an approval and did not get it.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 2,
    [JsonStringEnumMemberName("expired")] Expired = 3,
    /// <summary>No scan sees its finding any more.</summary>
    [JsonStringEnumMemberName("fixed")] Fixed = 4,
    [JsonStringEnumMemberName("code-changed")] CodeChanged = 5,
    [JsonStringEnumMemberName("severity-changed")] SeverityChanged = 6,
}
