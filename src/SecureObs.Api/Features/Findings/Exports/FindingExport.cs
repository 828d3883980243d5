using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>
/// One export, page by page in short transactions, so neither memory nor the age of a snapshot grows with the findings.
/// What comes after it began is left out; what changes while it runs may be written as it was or as it is.
/// </summary>
internal sealed class FindingExport(FindingFormat format, FindingFilter filter, string category, TenantDb db, TimeProvider clock)
{
    private const int PageSize = 500;

    private readonly DateTimeOffset started = clock.GetUtcNow();

    /// <summary>What the filter's words are found by, as it was when the export began.</summary>
    private FilterLookups? found;

    public int Count { get; private set; }

    public async Task WriteAsync(Stream body, CancellationToken ct)
    {
        await using var writer = format.Writer(body, new(Guid.CreateVersion7(started), started, category));
        await writer.StartAsync(ct);
        ExportedFinding? last = null;
        do
        {
            var page = await PageAsync(last, ct);
            await writer.WriteAsync(page, ct);
            await body.FlushAsync(ct);   // a compressor would keep it until it has enough
            Count += page.Count;
            last = page.Count < PageSize ? null : page[^1];
        }
        while (last is not null);
        await writer.EndAsync(ct);
    }

    private Task<List<ExportedFinding>> PageAsync(ExportedFinding? last, CancellationToken ct)
    {
        var byPackage = format.Order is FindingOrder.Package;
        FormattableString order = byPackage ? (FormattableString)$"f.package_url, f.advisory, f.id" : $"f.scanner, f.id";
        FormattableString packages = byPackage ? $"and f.package_url is not null and f.advisory is not null" : Sql.Nothing;
        FormattableString after = last is null ? Sql.Nothing
            : byPackage ? (FormattableString)$"and (f.package_url, f.advisory, f.id) > ({last.PackageUrl}, {last.Advisory}, {last.Id})"
            : $"and (f.scanner, f.id) > ({last.Scanner}, {last.Id})";
        return db.ReadAsync(async tx =>
        {
            var where = filter.Read(started, found: found ??= await FilterLookups.OfAsync(tx, filter, ct)).Conditions!;
            return await tx.QueryAsync<ExportedFinding>($"""
                select f.id, f.project_id, p.name as project_name, f.scanner, f.rule_id, f.severity, {FindingState.StatusAt(started)} as status, f.file_path,
                    f.start_line, f.end_line, f.description, f.snippet, f.cwe, f.fingerprint, f.features, f.first_seen_at, f.resolved_at, f.due_at,
                    s.reason, f.suppressed_until, f.ignored_in_source, f.package_url, f.advisory, f.resource_address
                from app.findings f
                join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
                left join app.suppressions s on s.tenant_id = {tx.TenantId} and s.id = f.suppression_id
                where f.tenant_id = {tx.TenantId} and f.first_seen_at <= {started} {packages} {where} {after}
                order by {order}
                limit {Sql.Rows(PageSize)}
                """, ct);
        }, ct);
    }
}
