using System.Text;
using System.Text.RegularExpressions;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Notifications.Channels;

/// <summary>Where a channel leads, as somebody gave it.</summary>
/// <param name="Url">Of a hook; null of mail.</param>
/// <param name="Recipients">Of mail.</param>
/// <param name="Problem">Why it cannot be used, or null. It does not repeat the address.</param>
internal sealed partial record ChannelAddress(string? Url, IReadOnlyList<string> Recipients, string? Problem)
{
    private const int MostRecipients = 20;
    private const int LongestMail = 254;
    private const int LongestUrl = 2_000;

    /// <summary>What may be shown: the path of a hook lets whoever has it write there.</summary>
    public string Shown => Url is null ? string.Join(", ", Recipients) : Host;

    /// <summary>What the audit trail may keep: no names of people.</summary>
    public string Host => Url is null ? string.Join(", ", Domains) : new Uri(Url).IdnHost;

    private string[] Domains => [.. Recipients.Select(Domain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static ChannelAddress Read(ChannelKind kind, string text)
    {
        if (kind is not ChannelKind.Email)
            return new(text, [],
                text.Any(char.IsWhiteSpace) || text.Any(char.IsControl) ? "it must be an https URL"
                : Encoding.UTF8.GetByteCount(text) > LongestUrl ? "it is too long"
                : PublicPost.Rule(text));
        string[] recipients = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new(null, recipients,
            recipients.Length is 0 or > MostRecipients ? $"it must be 1 to {MostRecipients} e-mail addresses, separated by commas"
            : !recipients.All(IsMail) ? "it must be e-mail addresses such as name@example.com, separated by commas"
            : null);
    }

    /// <summary>
    /// Mail goes only where somebody of the organisation is at home: else an organisation could have us write to anybody. Says
    /// why not, or null.
    /// </summary>
    public static async Task<string?> StrangerAsync(TenantTransaction tx, ChannelAddress address, CancellationToken ct)
    {
        if (address.Recipients.Count == 0)
            return null;
        var domains = address.Domains;
        var unknown = await tx.FirstAsync<string>($"""
            select d.domain from unnest({domains}) as d (domain)
            where not exists (
                select from app.memberships m join app.people_of_tenant() p on p.actor_id = m.actor_id
                where m.tenant_id = {tx.TenantId} and lower(split_part(p.username, '@', 2)) = d.domain)
            limit 1
            """, ct);
        return unknown is null ? null : "it must be of a domain with which a member of the organisation signs in";
    }

    /// <summary>One mailbox in the plain form; what else the standards allow nobody has, and it only helps attackers.</summary>
    public static bool IsMail(string text) => text.Length <= LongestMail && Mail().IsMatch(text);

    private static string Domain(string mail) => mail[(mail.IndexOf('@', StringComparison.Ordinal) + 1)..].ToLowerInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mail();
}
