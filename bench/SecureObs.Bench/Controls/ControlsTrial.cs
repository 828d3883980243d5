using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Audit;

namespace SecureObs.Bench.Controls;

/// <summary>
/// What sealing, audit and row-level security cost: the same operation with the control and without it, in turns. The
/// product has no switch for any of them; lanes without one are made from outside and are shown to be without it.
/// </summary>
internal static class ControlsTrial
{
    private const string NoRowLevelSecurity = """
        do $$
        declare
            t regclass;
        begin
            for t in select oid from pg_class where relrowsecurity and relkind in ('r', 'p') loop
                execute format('alter table %s no force row level security, disable row level security', t);
            end loop;
        end
        $$
        """;

    /// <param name="rounds">How often each ingest is measured; reading and status changes ten times as often.</param>
    public static Task<int> RunAsync(int rounds) => RunAsync(comparisons => comparisons.RunAsync(rounds, sealing: true));

    /// <summary>The same for the table of targets.</summary>
    /// <returns>What was measured, and whether each control was on or off as it should have been.</returns>
    public static Task<(IReadOnlyList<ControlsRow> Rows, bool Proven)> MeasureAsync(int rounds, bool sealing) => RunAsync(async comparisons =>
    {
        await comparisons.RunAsync(rounds, sealing);
        return (comparisons.Rows, comparisons.Proven);
    });

    private static async Task<T> RunAsync<T>(Func<Comparisons, Task<T>> compare)
    {
        var place = Directory.CreateTempSubdirectory("secureobs-controls-").FullName;
        var settings = new Dictionary<string, string>
        {
            [Signing.DirectorySetting] = Path.Combine(place, "keys"),
            ["Audit:Checkpoints:Directory"] = Path.Combine(place, "checkpoints"),
        };
        KeyRing.Create(settings[Signing.DirectorySetting], TimeProvider.System).Dispose();
        try
        {
            await using var origin = await TrialHost.StartAsync(settings);
            // It would work for one lane while another is timed.
            await origin.ExecuteAsync("alter system set autovacuum = off");
            await origin.ExecuteAsync("select pg_reload_conf()");
            var stock = await Stock.CreateAsync(origin);
            var processor = await ProcessorTime.OfAsync(origin);
            await using var all = await Lane.StartAsync(origin, stock, processor, "all", settings);
            await using var same = await Lane.StartAsync(origin, stock, processor, "same", settings);
            await using var noAudit = await Lane.StartAsync(origin, stock, processor, "no_audit", settings,
                services => services.Replace(ServiceDescriptor.Scoped<AuditTrail, NoAudit>()));
            await using var noRls = await Lane.StartAsync(origin, stock, processor, "no_rls", settings);
            await noRls.Host.ExecuteAsync(NoRowLevelSecurity);   // the guard has let it start
            return await compare(new Comparisons(all, same, noAudit, noRls));
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
