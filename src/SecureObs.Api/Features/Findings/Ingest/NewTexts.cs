using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>
/// What the findings of one request are found by, for the dictionary: their rules, paths and descriptions, each once, and which
/// rules tell of which weaknesses. What it has already is not written again.
/// </summary>
internal sealed class NewTexts
{
    private readonly HashSet<(short Kind, string Text)> texts = [];
    private readonly HashSet<(string Rule, string Weaknesses)> weaknesses = [];

    public void Add(IReadOnlyList<KeyedFinding> written)
    {
        foreach (var (row, _) in written)
        {
            texts.Add((1, row.RuleId));
            if (row.FilePath is { } path)
                texts.Add((2, path));
            if (row.Description is { } description)
                texts.Add((3, description));
            if (row.Cwe.Length > 0)
                weaknesses.Add((row.RuleId, string.Join(FindingWriter.ListSeparator, row.Cwe)));
        }
    }

    /// <summary>In the order of their keys: two requests that bring the same wait for each other, and not both at once.</summary>
    public async Task WriteAsync(TenantTransaction tx, CancellationToken ct)
    {
        if (texts.Count > 0)
            await WriteTextsAsync(tx, ct);
        if (weaknesses.Count > 0)
            await WriteWeaknessesAsync(tx, ct);
    }

    /// <summary>The offset has each text looked up on its own: joined, all texts of the tenant are read for each part of a report.</summary>
    private Task<int> WriteTextsAsync(TenantTransaction tx, CancellationToken ct)
    {
        var (kinds, words) = (texts.Select(text => text.Kind).ToArray(), texts.Select(text => text.Text).ToArray());
        return tx.ExecuteAsync($"""
            insert into app.search_texts (tenant_id, kind, digest, text)
            select {tx.TenantId}, n.kind, n.digest, n.text
            from (
                select u.kind, substring(sha256(convert_to(u.text, 'UTF8')) for 16) as digest, u.text
                from unnest({kinds}, {words}) as u (kind, text)) n
            where not exists (select from app.search_texts s where s.tenant_id = {tx.TenantId} and s.kind = n.kind and s.digest = n.digest offset 0)
            order by n.kind, n.digest
            on conflict on constraint search_texts_pk do nothing
            """, ct);
    }

    /// <summary>Of longer weaknesses findings are found without it.</summary>
    private Task<int> WriteWeaknessesAsync(TenantTransaction tx, CancellationToken ct)
    {
        var (rules, lists) = (weaknesses.Select(each => each.Rule).ToArray(), weaknesses.Select(each => each.Weaknesses).ToArray());
        return tx.ExecuteAsync($"""
            insert into app.rule_weaknesses (tenant_id, weakness, rule_id)
            select distinct {tx.TenantId}, w.weakness, u.rule_id
            from unnest({rules}, {lists}) as u (rule_id, weaknesses)
            cross join unnest(string_to_array(u.weaknesses, {FindingWriter.ListSeparator})) as w (weakness)
            where length(w.weakness) <= 256 and not exists (
                select from app.rule_weaknesses k where k.tenant_id = {tx.TenantId} and k.weakness = w.weakness and k.rule_id = u.rule_id)
            order by w.weakness, u.rule_id
            on conflict on constraint rule_weaknesses_pk do nothing
            """, ct);
    }
}
