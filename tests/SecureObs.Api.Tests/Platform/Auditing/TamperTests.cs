using System.Diagnostics;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Platform.Auditing;

/// <summary>
/// Whoever administers the database can change every row. Each way of doing so is named, with its place. The words are
/// the ones of docs/security/audit.md.
/// </summary>
public sealed class TamperTests(SealedDatabase database) : IClassFixture<SealedDatabase>
{
    [Fact]
    public async Task What_was_sealed_and_left_alone_is_whole()
    {
        var tenant = await database.NewTenantAsync();
        var lines = await database.VerifyAsync(tenant.Id, [.. tenant.Blocks.Select(Checkpoint.Of)]);

        Assert.Equal([
            $"tenant {tenant.Id}: 3 blocks, 7 sealed entries, 1 not sealed yet, 3 checkpoints compared; the end is block 3, {Convert.ToHexStringLower(tenant.Blocks[2].Hash)}",
            "Whole."], lines[..2]);
    }

    /// <summary>SQL by the superuser, and what is printed first.</summary>
    private static readonly Dictionary<string, (Func<SealedTenant, string> Sql, Func<SealedTenant, string> Printed)> Kinds = new()
    {
        ["change the action"] = (t => $"update app.audit set action = 'x' {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was changed after it was sealed"),
        ["change the time"] = (t => $"update app.audit set at = at + interval '1 microsecond' {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was changed"),
        ["a time that no clock shows"] = (t => $"update app.audit set at = 'infinity' {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was changed"),
        ["change who"] = (t => $"update app.audit set actor_id = gen_random_uuid() {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was changed"),
        ["change what kind of actor"] = (t => $"update app.audit set actor_kind = 2 {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was changed"),
        ["change what it was done to"] = (t => $"update app.audit set subject_id = gen_random_uuid() {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was changed"),
        ["change the data"] = (t => $$"""update app.audit set data = data || '{"to": "open"}' {{t.Where(4)}}""", t => $"block 3, entry {t.Entry(4)}: was changed"),
        ["data of another kind"] = (t => $"update app.audit set data = jsonb_build_object('to', 1) {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was changed"),
        ["give it another id"] = (t => $"update app.audit set id = gen_random_uuid() {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: was deleted"),
        ["delete an entry"] = (t => $"delete from app.audit {t.Where(0)}", t => $"block 1, entry {t.Entry(0)}: was deleted: the block lists it, and it is not there"),
        ["reorder entries"] = (t => $"update app.audit set xid = (select xid from app.audit {t.Where(6)}) {t.Where(4)}", t => $"block 3, entry {t.Entry(4)}: stands behind place 2 and was sealed at place 1"),
        ["move an entry to another block"] = (t => $"update app.audit set xid = (select xid from app.audit {t.Where(6)}) {t.Where(0)}", t => $"block 1, entry {t.Entry(0)}: its transaction"),
        ["another epoch"] = (t => $"update app.audit set epoch = 1 {t.Where(3)}", t => $"block 2, entry {t.Entry(3)}: its transaction"),
        ["insert behind the sealer"] = (t => $"insert into app.audit select tenant_id, '00000000-0000-7000-8000-{t.Entry(0).ToString()[24..]}', at, actor_kind, actor_id, 'x', subject_id, data, xid, epoch from app.audit {t.Where(1)}",
            t => $"entry 00000000-0000-7000-8000-{t.Entry(0).ToString()[24..]}: was inserted behind the sealer"),
        ["insert something old"] = (t => $"insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data) select tenant_id, '00000000-0000-7000-8000-{t.Entry(0).ToString()[24..]}', at - interval '1 day', actor_kind, actor_id, 'x', subject_id, data from app.audit {t.Where(1)}",
            t => $"entry 00000000-0000-7000-8000-{t.Entry(0).ToString()[24..]}: no block lists it although it is of"),
        ["delete a block"] = (t => $"delete from app.audit_blocks {t.WhereBlock(2)}", _ => "block 2: is missing"),
        ["delete the first block"] = (t => $"delete from app.audit_blocks {t.WhereBlock(1)}", _ => "block 1: is missing"),
        ["change the time of a block"] = (t => $"update app.audit_blocks set closed_at = closed_at - interval '1 microsecond' {t.WhereBlock(2)}", _ => "block 2: its hash does not fit: a field was changed, or it is the block of another tenant"),
        ["change the range of a block"] = (t => $"update app.audit_blocks set xid_to = xid_to + 1 {t.WhereBlock(2)}", _ => "block 2: its hash does not fit"),
        ["change the total of a block"] = (t => $"update app.audit_blocks set total = total + 1 {t.WhereBlock(2)}", _ => "block 2: says 5 entries up to here; 4 are counted"),
        ["change the hash of a block"] = (t => $"update app.audit_blocks set hash = sha256(hash) {t.WhereBlock(2)}", _ => "block 2: its hash does not fit"),
        ["change what a block follows"] = (t => $"update app.audit_blocks set prev = sha256(prev) {t.WhereBlock(2)}", _ => "block 2: does not follow block 1: the hash that it names is another one"),
        ["change a leaf"] = (t => $"update app.audit_blocks set leaves = set_byte(leaves, 40, get_byte(leaves, 40) # 1) {t.WhereBlock(3)}", _ => "block 3: its leaves do not give its root"),
        ["swap the ids of a block"] = (t => $"update app.audit_blocks set ids = array[ids[2], ids[1], ids[3]] {t.WhereBlock(1)}", t => $"block 1, entry {t.Entry(0)}: was sealed at place 1 and is listed at place 2"),
        ["change a signature"] = (t => $"update app.audit_blocks set signature = set_byte(signature, 9, get_byte(signature, 9) # 1) {t.WhereBlock(2)}", _ => "block 2: its signature is not one of this block"),
        ["replace the key"] = (t => $"update app.audit_blocks set key_id = '0123456789abcdef' {t.WhereBlock(2)}", _ => "block 2: is signed with the key 0123456789abcdef, which is not one of the keys given"),
    };

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    [Theory, MemberData(nameof(KindNames))]
    public async Task Tampering_is_found_and_named(string kind)
    {
        var tenant = await database.NewTenantAsync();
        await database.ExecuteAsync(Kinds[kind].Sql(tenant));

        var lines = await database.VerifyAsync(tenant.Id);

        Assert.StartsWith($"tenant {tenant.Id}: {Kinds[kind].Printed(tenant)}", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("TAMPERED. ", StringComparison.Ordinal) && line.EndsWith(lines[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cut_off_end_is_found_by_a_checkpoint_from_outside()
    {
        var tenant = await database.NewTenantAsync();
        await database.ExecuteAsync($"""
            delete from app.audit where tenant_id = '{tenant.Id}' and id in ('{tenant.Entry(4)}', '{tenant.Entry(5)}', '{tenant.Entry(6)}');
            delete from app.audit_blocks {tenant.WhereBlock(3)}
            """);

        // From the inside alone nothing is missing: that is what checkpoints are for.
        Assert.Contains("Whole.", await database.VerifyAsync(tenant.Id));
        Assert.Equal(
            $"tenant {tenant.Id}: block 3: is missing although a checkpoint was signed for it: the chain ends with block 2, and 3 entries were cut off",
            (await database.VerifyAsync(tenant.Id, [Checkpoint.Of(tenant.Blocks[2])]))[0]);
    }

    [Fact]
    public async Task A_tenant_that_only_a_checkpoint_remembers_is_named()
    {
        var gone = Chain(Guid.CreateVersion7(), database.Key);

        var lines = await database.VerifyAsync(null, [Checkpoint.Of(gone)]);

        Assert.Contains(lines, line => line.StartsWith($"tenant {gone.TenantId}: block 1: is missing although a checkpoint was signed for it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Blocks_of_two_tenants_that_were_swapped_are_named_in_both()
    {
        var (one, other) = (await database.NewTenantAsync(), await database.NewTenantAsync());
        await database.ExecuteAsync($"""
            update app.audit_blocks set no = 99 {one.WhereBlock(2)};
            update app.audit_blocks set tenant_id = '{one.Id}' {other.WhereBlock(2)};
            update app.audit_blocks set tenant_id = '{other.Id}', no = 2 where tenant_id = '{one.Id}' and no = 99
            """);

        var lines = await database.VerifyAsync(null);

        foreach (var tenant in new[] { one, other })
            foreach (var words in new[] { "block 2: does not follow block 1", "block 2: its hash does not fit", $"block 2, entry {(tenant == one ? other : one).Entry(3)}: was deleted", "block 3: does not follow block 2" })
                Assert.Contains(lines, line => line.StartsWith($"tenant {tenant.Id}: {words}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_chain_that_was_written_anew_with_another_key_is_named()
    {
        var tenant = await database.NewTenantAsync();
        using var stranger = SigningKey.Generate();

        Assert.StartsWith($"tenant {tenant.Id}: block 1: is signed with the key {database.Key.Id}, which is not one of the keys given",
            (await database.VerifyAsync(tenant.Id, key: stranger.Public))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_checkpoint_is_named()
    {
        var tenant = await database.NewTenantAsync();
        using var stranger = SigningKey.Generate();

        await Expect(Checkpoint.Of(Chain(tenant.Id, stranger)), "block 1: the checkpoint of", $"is signed with the key {stranger.Id}");
        await Expect(Checkpoint.Of(tenant.Blocks[0]) with { No = 2 }, "block 2: the checkpoint of", "was replaced: its signature does not verify");
        await Expect(Checkpoint.Of(Chain(tenant.Id, database.Key)), "block 1: is not the block that the checkpoint of", "the chain was written anew");

        async Task Expect(Checkpoint checkpoint, string beginning, string words)
        {
            var first = (await database.VerifyAsync(tenant.Id, [checkpoint]))[0];
            Assert.StartsWith($"tenant {tenant.Id}: {beginning}", first, StringComparison.Ordinal);
            Assert.Contains(words, first, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_runtime_role_verifies_one_tenant_and_no_role_takes_hidden_rows_for_deleted_ones()
    {
        var tenant = await database.NewTenantAsync();

        Assert.Contains("Whole.", await database.VerifyAsync(tenant.Id, connectionString: database.AsApi));
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.VerifyAsync(null, connectionString: database.AsApi));
    }

    [Fact]
    public async Task The_command_ends_with_0_and_4_and_says_what_it_cannot_show()
    {
        var tenant = await database.NewTenantAsync();
        using var keys = new PublicKeys([database.Key.Public]);
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, keys.ToJson(), TestContext.Current.CancellationToken);
            var (code, printed, error) = await RunAsync("audit", "verify", "--tenant", tenant.Id.ToString(), "--keys", file);
            Assert.Equal((0, ""), (code, error));
            Assert.Contains("Whole.\nWhat this cannot show:\n- ", printed, StringComparison.Ordinal);

            await database.ExecuteAsync($"delete from app.audit {tenant.Where(5)}");
            (code, printed, _) = await RunAsync("audit", "verify", "--tenant", tenant.Id.ToString(), "--keys", file, "--json");
            Assert.Equal(4, code);
            Assert.StartsWith($$"""{"type":"finding","fault":"entry-missing","tenant":"{{tenant.Id}}","block":3,"entry":"{{tenant.Entry(5)}}",""", printed, StringComparison.Ordinal);

            Assert.Equal(1, (await RunAsync("audit", "verify", "--keys", file)).Code);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<(int Code, string Printed, string Error)> RunAsync(params string[] arguments)
    {
        // From where it was built: beside the tests it lacks what they get from ASP.NET Core.
        var built = AppContext.BaseDirectory.Replace("SecureObs.Api.Tests", "SecureObs.Admin", StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(built, "secureobs-admin.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SECUREOBS_ADMIN_DB"] = database.AsApi },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, printed, await error);
    }

    private static AuditBlock Chain(Guid tenant, SigningKey key) => AuditBlock.Seal(null, tenant, DateTimeOffset.UtcNow, 1, 1, 2,
        [new(tenant, Guid.NewGuid(), DateTimeOffset.UtcNow, 3, Guid.Empty, Guid.NewGuid(), "x", new Dictionary<string, string?>())], key);
}
