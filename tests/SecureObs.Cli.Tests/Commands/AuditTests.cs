using System.Text.Json.Nodes;
using SecureObs.Audit;
using SecureObs.Cli.Tests.Audit;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

/// <summary>An export that somebody changed, through the command. The words of docs/security/audit.md.</summary>
public sealed class AuditTests : IDisposable
{
    private static readonly Guid Other = Guid.Parse("01936f2a-0000-7000-8000-00000000000b");

    private readonly SigningKey key = SigningKey.Generate();
    private readonly Workspace workspace = new();

    public void Dispose()
    {
        key.Dispose();
        workspace.Dispose();
    }

    [Fact]
    public async Task An_export_as_it_was_sealed_is_whole()
    {
        var (blocks, _) = Sealed();
        var file = await WriteAsync();

        var result = await VerifyAsync(file, "--keys", Keys(key), "--checkpoint", Checkpoints("all.jsonl", [.. blocks.Select(Checkpoint.Of)]));

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains("3 blocks, 9 sealed entries, 1 not sealed yet, 3 checkpoints compared; the end is block 3", result.Out, StringComparison.Ordinal);
        Assert.Contains("Whole.", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("The keys came from the file", result.Out, StringComparison.Ordinal);
        Assert.All(AuditLimits.Of(withCheckpoints: true), limit => Assert.Contains(limit, result.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_keys_it_says_that_the_origin_is_not_proven()
    {
        var result = await VerifyAsync(await WriteAsync());

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains("consistent, not where it is from", result.Out, StringComparison.Ordinal);
        Assert.Contains("No checkpoint was compared", result.Out, StringComparison.Ordinal);
    }

    /// <summary>Each kind of tampering, by whoever can edit the file and makes its numbers fit.</summary>
    internal static readonly Dictionary<string, (Action<Export> Tamper, AuditFault Fault, int? Block, int? Entry)> Kinds = new()
    {
        ["change the action of an entry"] = (export => export.Entry(4)["action"] = "nothing.happened", AuditFault.EntryChanged, 3, 4),
        ["change the data of an entry"] = (export => export.Entry(4)["data"]!["to"] = "open", AuditFault.EntryChanged, 3, 4),
        ["a number where text was"] = (export => export.Entry(4)["data"]!["to"] = 1, AuditFault.EntryChanged, 3, 4),
        ["a time that is none"] = (export => export.Entry(4)["at"] = "yesterday", AuditFault.EntryChanged, 3, 4),
        ["delete an entry"] = (export => export.Remove(export.Entry(1)), AuditFault.EntryMissing, 1, 1),
        ["insert an entry"] = (export => export.Insert(export.Entry(0), Copy(export.Entry(0), "id", Chain.Entry(99).Id.ToString())), AuditFault.EntryInserted, 1, 99),
        ["insert an old entry without a block"] = (export => Inserted(export), AuditFault.EntryUnsealed, null, 99),
        ["an entry twice"] = (export => export.Insert(export.Entry(0), Copy(export.Entry(0))), AuditFault.EntryRepeated, 1, 0),
        ["reorder entries"] = (export => Swap(export, export.Entry(5), export.Entry(6)), AuditFault.EntryMoved, 3, 5),
        ["reorder ids"] = (export => SwapItems(export.Block(3)["ids"]!.AsArray()), AuditFault.EntryMoved, 3, 4),
        ["reorder leaves"] = (export => SwapItems(export.Block(3)["leaves"]!.AsArray()), AuditFault.BlockLeaves, 3, null),
        ["an entry behind another block"] = (export => { var moved = export.Entry(0); export.Remove(moved); export.Insert(export.Block(2), moved); }, AuditFault.EntryMissing, 1, 0),
        ["change the total of a block"] = (export => export.Block(1)["total"] = 4, AuditFault.BlockTotal, 1, null),
        ["change the time of a block"] = (export => export.Block(2)["closedAt"] = "2026-11-25T10:00:00.000000Z", AuditFault.BlockChanged, 2, null),
        ["change the root of a block"] = (export => export.Block(2)["root"] = new string('0', 64), AuditFault.BlockChanged, 2, null),
        ["change what a block follows"] = (export => export.Block(2)["prev"] = new string('0', 64), AuditFault.BlockLink, 2, null),
        ["change the hash of a block"] = (export => export.Block(2)["hash"] = new string('0', 64), AuditFault.BlockChanged, 2, null),
        ["change a signature"] = (export => export.Block(2)["signature"] = Convert.ToBase64String(new byte[64]), AuditFault.BlockSignature, 2, null),
        ["the signature of another block"] = (export => export.Block(2)["signature"] = export.Block(1)["signature"]!.DeepClone(), AuditFault.BlockSignature, 2, null),
        ["another key id"] = (export => export.Block(2)["keyId"] = "0123456789abcdef", AuditFault.BlockKeyUnknown, 2, null),
        ["delete a block"] = (export => RemoveBlock(export, 2), AuditFault.BlockMissing, 2, null),
        ["delete the first block"] = (export => RemoveBlock(export, 1), AuditFault.BlockMissing, 1, null),
        ["swap two blocks"] = (export => Swap(export, export.Block(1), export.Block(2)), AuditFault.BlockMissing, 1, null),
        ["the header says more blocks"] = (export => export.Lines[0]["blocks"] = 4, AuditFault.FileCounts, null, null),
    };

    public static TheoryData<string> KindNames => [.. Kinds.Keys];

    [Theory, MemberData(nameof(KindNames))]
    public async Task Tampering_is_found_and_named(string kind)
    {
        var export = Export.Parse(await TextAsync());
        var (tamper, fault, block, entry) = Kinds[kind];
        tamper(export);

        var result = await VerifyAsync(workspace.Write("export.jsonl", export.Text), "--keys", Keys(key), "--json");

        Assert.Equal((ExitCode.Tampered, ""), (result.ExitCode, result.Error));
        var first = result.Out.Split('\n').Select(line => JsonNode.Parse(line)!).First();
        Assert.Equal(
            (fault, block, entry is { } number ? Chain.Entry(number).Id : (Guid?)null),
            (Enum.Parse<AuditFault>(((string)first["fault"]!).Replace("-", "", StringComparison.Ordinal), ignoreCase: true), (int?)first["block"], (Guid?)first["entry"]));
    }

    [Fact]
    public async Task A_cut_off_end_shows_only_in_comparison_with_a_checkpoint()
    {
        var (blocks, _) = Sealed();
        var export = Export.Parse(await TextAsync());
        RemoveBlock(export, 3);
        export.Remove(export.Entry(9));
        var file = workspace.Write("export.jsonl", export.Text);

        Assert.Equal(ExitCode.Fine, (await VerifyAsync(file, "--keys", Keys(key))).ExitCode);

        var result = await VerifyAsync(file, "--keys", Keys(key), "--checkpoint", Checkpoints("newest.json", Checkpoint.Of(blocks[2])));
        Assert.Equal(ExitCode.Tampered, result.ExitCode);
        Assert.Contains("block 3: is missing although a checkpoint was signed for it: the chain ends with block 2, and 5 entries were cut off", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_checkpoint_is_named()
    {
        var (blocks, _) = Sealed();
        using var stranger = SigningKey.Generate();
        var forged = Checkpoint.Of(Chain.Of(stranger, Chain.Tenant, 9).Blocks[0]);
        var file = await WriteAsync();

        await Expect(forged, "block 1: the checkpoint of", "is signed with the key " + stranger.Id);
        await Expect(forged with { KeyId = key.Id }, "block 1: the checkpoint of", "was replaced: its signature does not verify");
        await Expect(Checkpoint.Of(blocks[0]) with { No = 2 }, "block 2: the checkpoint of", "was replaced: its signature does not verify");
        await Expect(Checkpoint.Of(Chain.Of(key, Chain.Tenant, 9).Blocks[0]), "block 1: is not the block that the checkpoint of");

        async Task Expect(Checkpoint checkpoint, params string[] words)
        {
            var result = await VerifyAsync(file, "--keys", Keys(key), "--checkpoint", Checkpoints("forged.json", checkpoint));
            Assert.Equal(ExitCode.Tampered, result.ExitCode);
            Assert.All(words, word => Assert.Contains(word, result.Out, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_whole_export_of_another_key_is_not_from_this_installation()
    {
        using var stranger = SigningKey.Generate();
        var (blocks, entries) = Chain.Of(stranger, Chain.Tenant, 3);
        var file = workspace.Write("forged.jsonl", await Export.WriteAsync(stranger.Public, Chain.Tenant, blocks, entries));

        Assert.Equal(ExitCode.Fine, (await VerifyAsync(file)).ExitCode);
        var result = await VerifyAsync(file, "--keys", Keys(key));
        Assert.Equal(ExitCode.Tampered, result.ExitCode);
        Assert.Contains($"block 1: is signed with the key {stranger.Id}, which is not one of the keys given", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_of_another_tenant_is_named()
    {
        var export = Export.Parse(await TextAsync());
        var (blocks, entries) = Chain.Of(key, Other, 3, 1, 5);
        var foreign = Export.Parse(await Export.WriteAsync(key.Public, Other, blocks, entries)).Block(2);
        export.Lines[export.Lines.IndexOf(export.Block(2))] = foreign;

        var result = await VerifyAsync(workspace.Write("export.jsonl", export.Text), "--keys", Keys(key));

        Assert.Equal(ExitCode.Tampered, result.ExitCode);
        Assert.Contains("block 2: its hash does not fit: a field was changed, or it is the block of another tenant", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filtered_export_verifies_by_the_leaves_of_its_blocks()
    {
        var (blocks, entries) = Sealed();
        var text = await Export.WriteAsync(key.Public, Chain.Tenant, blocks, entries, entry => entry.Id == Chain.Entry(5).Id || entry.Id == Chain.Entry(7).Id);
        Assert.Single(text.Split('\n'), line => line.Contains("\"leaves\"", StringComparison.Ordinal));

        var result = await VerifyAsync(workspace.Write("part.jsonl", text), "--keys", Keys(key));
        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Contains("3 blocks, 2 sealed entries of 9", result.Out, StringComparison.Ordinal);
        Assert.Contains("The export is filtered", result.Out, StringComparison.Ordinal);

        var export = Export.Parse(text);
        export.Entry(7)["action"] = "nothing.happened";
        Assert.Equal(ExitCode.Tampered, (await VerifyAsync(workspace.Write("part.jsonl", export.Text), "--keys", Keys(key))).ExitCode);
    }

    [Theory]
    [InlineData("nothing.jsonl", null, "nothing.jsonl")]
    [InlineData("readme.md", "# A page", "Line 1: this is no JSON")]
    [InlineData("other.json", "{\"format\":\"cyclonedx\"}", "Line 1: this is no audit export")]
    [InlineData("empty.jsonl", "", "the file is empty")]
    public async Task What_is_no_export_is_2_and_says_why(string name, string? content, string message)
    {
        var file = content is null ? Path.Combine(workspace.Path, name) : workspace.Write(name, content);

        var result = await VerifyAsync(file);

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_2_and_says_so()
    {
        var text = await TextAsync();

        var result = await VerifyAsync(workspace.Write("cut.jsonl", text[..text.LastIndexOf("{\"type\":\"end\"", StringComparison.Ordinal)]));

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Contains("cut off after line 14", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--keys", "readme.md"), InlineData("--keys", "nothing"), InlineData("--checkpoint", "readme.md"), InlineData("--checkpoint", "nothing")]
    [InlineData("--checkpoint", "."), InlineData("--keys", ".")]
    public async Task Keys_and_checkpoints_that_are_none_are_bad_usage(string option, string value)
    {
        workspace.Write("readme.md", "# A page");

        Assert.Equal(ExitCode.Failed, (await VerifyAsync(await WriteAsync(), option, value)).ExitCode);
    }

    private (IReadOnlyList<AuditBlock> Blocks, IReadOnlyList<AuditEntry> Entries) Sealed()
    {
        var (blocks, entries) = Chain.Of(key, Chain.Tenant, 3, 1, 5);
        return (blocks, [.. entries, Chain.Entry(9)]);
    }

    private Task<string> TextAsync()
    {
        var (blocks, entries) = Sealed();
        return Export.WriteAsync(key.Public, Chain.Tenant, blocks, entries);
    }

    private async Task<string> WriteAsync() => workspace.Write("audit.jsonl", await TextAsync());

    private string Keys(SigningKey signing)
    {
        using var keys = new PublicKeys([signing.Public]);
        return workspace.Write("keys.json", keys.ToJson());
    }

    private string Checkpoints(string name, params Checkpoint[] checkpoints) =>
        workspace.Write(name, string.Concat(checkpoints.Select(checkpoint => checkpoint.ToJson() + "\n")));

    private Task<CliResult> VerifyAsync(string file, params string[] options) =>
        new Infrastructure.Cli { Directory = workspace.Path }.RunAsync(["audit", "verify", file, .. options]);

    private static JsonObject Copy(JsonObject line, string? name = null, string? value = null)
    {
        var copy = line.DeepClone().AsObject();
        if (name is not null)
            copy[name] = value;
        return copy;
    }

    private static void Inserted(Export export)
    {
        var line = Copy(export.Entry(0), "id", Chain.Entry(99).Id.ToString());
        line["block"] = null;
        line["at"] = "2026-11-25T09:00:00.000000Z";
        export.Insert(export.Entry(9), line);
    }

    private static void Swap(Export export, JsonObject one, JsonObject other)
    {
        var (at, there) = (export.Lines.IndexOf(one), export.Lines.IndexOf(other));
        (export.Lines[at], export.Lines[there]) = (other, one);
    }

    private static void SwapItems(JsonArray array)
    {
        var first = array[0]!.DeepClone();
        array[0] = array[1]!.DeepClone();
        array[1] = first;
    }

    private static void RemoveBlock(Export export, int no)
    {
        export.Lines.RemoveAll(line => (int?)line["no"] == no || (string)line["type"]! == "entry" && (int?)line["block"] == no);
        export.Count();
    }
}
