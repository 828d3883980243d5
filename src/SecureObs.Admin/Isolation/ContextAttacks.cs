namespace SecureObs.Admin.Isolation;

/// <summary>Tampering with the setting that names the tenant; and what no setting can prevent, said as a limit.</summary>
internal static class ContextAttacks
{
    /// <summary>Before anything is seeded: a fresh connection has no tenant and sees nothing of the real ones.</summary>
    public static async Task StartAsync(Probe probe, IReadOnlyList<TenantTable> tables)
    {
        var preset = await probe.TryAsync("select count(*) from (values (current_setting('app.tenant_id', true))) as s (tenant) where tenant <> ''");
        probe.AddNothing(Attack.Start, "session", "look for a preset tenant", preset);
        foreach (var table in tables)
            probe.AddNothing(Attack.Start, table.FullName, "select on a fresh connection", await probe.TryAsync($"select 1 from {table.FullName} limit 1"));
    }

    public static async Task RunAsync(Probe probe)
    {
        var (ours, theirs) = (probe.Ours, probe.Theirs);
        Refused(probe, "name no tenant", "TN001", await probe.TryAsync("set local app.tenant_id = ''", "select app.set_tenant(null)"));
        Refused(probe, "name a second tenant", "TN002", await probe.AsOursAsync($"select app.set_tenant('{theirs}')"));
        Refused(probe, "name a tenant over a session setting that a pool left behind", "TN002",
            await probe.TryAsync($"set app.tenant_id = '{ours}'", $"select app.set_tenant('{theirs}')"));
        Refused(probe, "name what is no uuid", "22P02", await probe.TryAsync("set local app.tenant_id = ''", "select app.set_tenant('garbage')"));
        probe.AddDenied(Attack.Context, "secureobs_api", "preset a tenant for every session to come",
            await probe.TryAsync($"alter role secureobs_api set app.tenant_id = '{theirs}'"));

        Limit(probe, "set local app.tenant_id to the other", "the other's rows: statements of parameters alone, no SQL from outside",
            await probe.TryAsync($"set local app.tenant_id = '{theirs}'", "select count(*) from app.projects"));
        Limit(probe, "set_config('app.tenant_id', the other)", "the other's rows: as above",
            await probe.TryAsync($"select set_config('app.tenant_id', '{theirs}', true)", "select count(*) from app.projects"));
        Limit(probe, "alter role secureobs_api set row_security = off", "accepted: every role presets its own settings; it then reads nothing, and I28 names it",
            await probe.TryAsync("alter role secureobs_api set row_security = off"));
        Limit(probe, "cursor with hold, declared as ours, read as the other", "our rows: a session keeps what its tenant gave it; the API declares no cursor",
            await probe.TryAsync([.. Probe.As(ours), "declare isolation_probe cursor with hold for select count(*) from app.projects", .. Probe.As(theirs), "fetch isolation_probe"]));
        Limit(probe, "explain analyze", "a plan that tells how many rows its filters removed: no SQL from outside",
            await probe.AsOursAsync("explain (analyze, timing off, summary off) select * from app.projects"));
        Limit(probe, "estimated rows in pg_class", "one total over all tenants: no catalogue is shown to clients",
            await probe.AsOursAsync("select reltuples::bigint from pg_catalog.pg_class where oid = 'app.projects'::regclass"));
        Limit(probe, "sessions in pg_stat_activity", "those of the same role with their statements: parameters, never values",
            await probe.AsOursAsync("select count(*) from pg_catalog.pg_stat_activity where usename = current_user"));
        Limit(probe, "notify", "accepted: whoever listens hears it; the API sends none",
            await probe.AsOursAsync("notify isolation_probe, 'x'"));
        Limit(probe, "advisory lock", "accepted: locks hold no rows, but keys are shared",
            await probe.AsOursAsync("select pg_try_advisory_xact_lock(711871387)::int::bigint"));
    }

    private static void Refused(Probe probe, string tried, string state, Answer answer) =>
        probe.Add(Attack.Context, "app.set_tenant", tried, $"refused {state}", answer.ToString(), answer.State == state);

    private static void Limit(Probe probe, string tried, string expected, Answer answer) => probe.AddLimit("session", tried, expected, answer);
}
