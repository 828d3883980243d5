using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using SecureObs.Api.Platform.Authentication;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>
/// Texts that name something: a uuid, a text with one inside (a run's id, a cursor once it is decoded), or a credential.
/// </summary>
internal static partial class Ids
{
    /// <summary>Other kinds of values that name something, by how they begin, each with a maker of one that nobody has.</summary>
    private static readonly Dictionary<string, Func<string>> Credentials = new()
    {
        [ApiKeySecret.Marker] = () => ApiKeySecret.Generate().Reveal(),
        [InvitationSecret.Marker] = () => InvitationSecret.Generate().Reveal(),
    };

    public static bool Name(string text) => Absent(text) != text;

    public static IEnumerable<string> In(string text) => Uuid().Matches(text).Select(match => match.Value.ToLowerInvariant());

    /// <summary>
    /// A text of the same kind that names nothing. A uuid keeps the time in its first half, so a cursor made of it stands
    /// at the same place of a list.
    /// </summary>
    public static string Absent(string text)
    {
        if (Credentials.FirstOrDefault(kind => text.StartsWith(kind.Key, StringComparison.Ordinal)) is { Value: { } make })
            return make();
        if (Uuid().IsMatch(text))
            return Uuid().Replace(text, match => Twin(Guid.Parse(match.Value)));
        if (!Base64Url.IsValid(text))
            return text;
        var decoded = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        return Uuid().IsMatch(decoded) ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Absent(decoded))) : text;
    }

    private static string Twin(Guid id)
    {
        var bytes = id.ToByteArray();
        bytes[^1] ^= 0x5A;
        return new Guid(bytes).ToString();
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    internal static partial Regex Uuid();
}
