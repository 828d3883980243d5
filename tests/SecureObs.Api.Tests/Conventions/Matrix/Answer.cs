using System.Net;
using System.Text.RegularExpressions;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>All that a caller gets to see of an answer.</summary>
internal sealed partial record Answer(HttpStatusCode Status, string Headers, string Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string Everything => $"{(int)Status}\n{Headers}\n{Body}";

    public static async Task<Answer> OfAsync(HttpClient client, HttpRequestMessage request, CancellationToken ct)
    {
        using var response = await client.SendAsync(request, ct);
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal);
        return new(response.StatusCode, string.Join('\n', headers), await response.Content.ReadAsStringAsync(ct));
    }

    /// <summary>The answer without what differs between any two answers, to the same request even.</summary>
    /// <param name="said">What the caller itself said may come back; then it must come back in the other answer too.</param>
    /// <param name="others">Ids of the other tenant: they stay. Any other in a successful answer was perhaps made by it.</param>
    public string Comparable(IEnumerable<string> said, IReadOnlySet<string> others)
    {
        var same = Receipt().Replace(TraceId().Replace(Nonce().Replace(Everything, "'nonce'"), "\"traceId\""), "\"receipt\"");
        foreach (var text in said)
            same = same.Replace(text, "[said]", StringComparison.OrdinalIgnoreCase);
        if (!IsSuccess)
            return NewImport().Replace(same, id => Unless(others, id, "[new import]"));
        same = Ids.Uuid().Replace(same, id => Unless(others, id, "[id]"));
        same = TagAndLength().Replace(NewBlock().Replace(same, ""), "");
        return NewName().Replace(NewTime().Replace(Key().Replace(same, "[new key]"), "[time]"), "[new name]");
    }

    private static string Unless(IReadOnlySet<string> others, Match id, string made) =>
        others.Contains(id.Value.ToLowerInvariant()) ? id.Value : made;

    /// <summary>A refused import says, in words and as a value, under which id it goes on; it was made with the answer.</summary>
    [GeneratedRegex("(?<=importId(=|\":\"))[0-9a-fA-F-]{36}")]
    private static partial Regex NewImport();

    /// <summary>Of what was sent, ids and all: it says nothing that the sender does not know.</summary>
    [GeneratedRegex("\"receipt\":\"sha256:[0-9a-f]{64}\"")]
    private static partial Regex Receipt();

    /// <summary>In the policy and, for the scripts of the page, in the page.</summary>
    [GeneratedRegex("""'nonce-[^']*'|(?<="csp-nonce" content=")[^"]*""")]
    private static partial Regex Nonce();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)|\b\d{8}-\d{6}\b")]
    private static partial Regex NewTime();

    /// <summary>The audit trail's chain grows at any time; an export has its length and all its blocks.</summary>
    [GeneratedRegex("\"blocks\":\\d+,\"total\":\\d+|\\{\"type\":\"block\".*\\n")]
    private static partial Regex NewBlock();

    /// <summary>Of the bytes with all that: the tag of the same answer to another address is another.</summary>
    [GeneratedRegex(@"^(ETag|Content-Length): .*\n", RegexOptions.Multiline)]
    private static partial Regex TagAndLength();

    [GeneratedRegex(@"matrix \d+")]
    private static partial Regex NewName();

    [GeneratedRegex("sob[sir]_[0-9A-Za-z_]+")]
    private static partial Regex Key();
}
