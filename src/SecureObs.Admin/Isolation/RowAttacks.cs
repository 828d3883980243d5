namespace SecureObs.Admin.Isolation;

/// <summary>What one tenant tries on the rows of another, in one table.</summary>
internal static class RowAttacks
{
    public static async Task RunAsync(Probe probe, TenantTable table)
    {
        await ReadAsync(probe, table);
        await WriteAsync(probe, table);
        await UpsertAsync(probe, table);
        await AskIndirectlyAsync(probe, table);
        await TakeOverAsync(probe, table);
        if (table.IsAudit)
            await RewriteHistoryAsync(probe, table);
    }

    private static async Task ReadAsync(Probe probe, TenantTable table)
    {
        var (name, column) = (table.FullName, table.TenantColumn);
        var all = await probe.AsOursAsync($"select count(*) filter (where {column} = '{probe.Ours}'), count(*) filter (where {column} is distinct from '{probe.Ours}') from {name}");
        probe.Add(Attack.Read, name, "select every row: ours, others", "1, 0", all.ToString(), all.First is [> 0, 0]);
        probe.AddNothing(Attack.Read, name, "select by the other's id", await probe.AsOursAsync($"select count(*) from {name} where {column} = '{probe.Theirs}'"));
        probe.AddNothing(Attack.NoTenant, name, "select with no tenant", await probe.TryAsync("set local app.tenant_id = ''", $"select count(*) from {name}"));
        var garbled = await probe.TryAsync("set local app.tenant_id = 'garbage'", $"select count(*) from {name}");
        probe.Add(Attack.NoTenant, name, "select with a garbled tenant", "refused 22P02", garbled.ToString(), garbled.State is "22P02" or "42501");
        probe.AddDenied(Attack.RowSecurityOff, name, "set row_security = off; select", await probe.TryAsync([.. Probe.As(probe.Ours), "set local row_security = off", $"select count(*) from {name}"]));
    }

    private static async Task WriteAsync(Probe probe, TenantTable table)
    {
        var (name, column) = (table.FullName, table.TenantColumn);
        var foreign = table.Name == "tenants" ? Guid.CreateVersion7() : probe.Theirs;
        probe.AddDenied(Attack.Insert, name, "insert a row of the other", await probe.AsOursAsync(Seeds.Statement(table.Name, foreign, Seeds.NewRow, Seeds.TheirRow)!));
        var some = table.Updatable.FirstOrDefault() ?? column;
        probe.AddNothing(Attack.Update, name, "update the other's rows", await probe.AsOursAsync($"update {name} set \"{some}\" = \"{some}\" where {column} = '{probe.Theirs}'"));
        probe.AddDenied(Attack.Update, name, "hand our rows to the other", await probe.AsOursAsync($"update {name} set {column} = '{probe.Theirs}' where {column} = '{probe.Ours}'"));
        probe.AddNothing(Attack.Delete, name, "delete the other's rows", await probe.AsOursAsync($"delete from {name} where {column} = '{probe.Theirs}'"));
        probe.AddNothing(Attack.Lock, name, "select the other's rows for update", await probe.AsOursAsync($"select 1 from {name} where {column} = '{probe.Theirs}' for update skip locked"));
    }

    private static async Task UpsertAsync(Probe probe, TenantTable table)
    {
        var present = Seeds.Statement(table.Name, probe.Theirs, Seeds.TheirRow, Seeds.TheirRow)!;
        var some = table.Updatable.FirstOrDefault() ?? table.TenantColumn;
        var nothing = await probe.AsOursAsync($"{present} on conflict do nothing");
        probe.AddDenied(Attack.Upsert, table.FullName, "insert the other's row, on conflict do nothing", nothing);
        var key = string.Join(", ", table.PrimaryKey.Select(part => $"\"{part}\""));
        probe.AddDenied(Attack.Upsert, table.FullName, "insert the other's row, on conflict do update",
            await probe.AsOursAsync($"{present} on conflict ({key}) do update set \"{some}\" = excluded.\"{some}\""));

        // The refusal of a row that exists must read like that of one that does not.
        var absent = await probe.AsOursAsync(Seeds.Statement(table.Name, Guid.CreateVersion7(), Seeds.NewRow, Seeds.NewRow)!);
        var exists = await probe.AsOursAsync(present);
        probe.Add(Attack.ErrorText, table.FullName, "compare the refusals of a row that exists and of one that does not", "the same, without values",
            exists.Message == absent.Message && exists.Detail is null ? "the same, without values" : $"{exists.Message} {exists.Detail} / {absent.Message}",
            exists.IsDenied && exists.Message == absent.Message && exists.Detail is null);
    }

    private static async Task AskIndirectlyAsync(Probe probe, TenantTable table)
    {
        var (name, column) = (table.FullName, table.TenantColumn);
        var plan = $"probe_{table.Name}_{Guid.NewGuid():N}"[..40];
        var prepared = await probe.TryAsync(
        [
            "set local plan_cache_mode = force_generic_plan", .. Probe.As(probe.Ours),
            $"prepare {plan} as select count(*) filter (where {column} = '{probe.Theirs}'), count(*) filter (where {column} is distinct from '{probe.Theirs}') from {name}",
            $"execute {plan}", .. Probe.As(probe.Theirs), $"execute {plan}",
        ]);
        probe.Add(Attack.Prepared, name, "plan as ours, run as the other: its rows, ours", "1, 0", prepared.ToString(), prepared.First is [> 0, 0]);
        probe.AddNothing(Attack.Statistics, name, "select from pg_stats",
            await probe.AsOursAsync($"select count(*) from pg_catalog.pg_stats where schemaname = 'app' and tablename = '{table.Name}'"));
    }

    private static async Task TakeOverAsync(Probe probe, TenantTable table)
    {
        var name = table.FullName;
        probe.AddDenied(Attack.Truncate, name, "truncate", await probe.AsOursAsync($"truncate {name}"));
        probe.AddDenied(Attack.DisableRls, name, "alter table disable row level security", await probe.AsOursAsync($"alter table {name} disable row level security"));
        probe.AddDenied(Attack.DisableRls, name, "create policy using (true)", await probe.AsOursAsync($"create policy probe on {name} using (true)"));
    }

    private static async Task RewriteHistoryAsync(Probe probe, TenantTable table)
    {
        foreach (var column in table.Columns)
            probe.AddDenied(Attack.AppendOnly, table.FullName, $"update our own entries: {column}", await probe.AsOursAsync($"update {table.FullName} set \"{column}\" = \"{column}\""));
        probe.AddDenied(Attack.AppendOnly, table.FullName, "delete our own entries", await probe.AsOursAsync($"delete from {table.FullName}"));
    }
}
