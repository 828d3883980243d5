using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Bench.Identity;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Identity;

namespace SecureObs.Cli.Tests.Identity;

public sealed partial class PairSetTests
{
    private static readonly Lazy<IReadOnlyList<ReportPair>> Tuning = new(() => PairReader.Read(File("tuning")));
    private static readonly Lazy<IReadOnlyList<ReportPair>> HeldOut = new(() => PairReader.Read(File("held-out")));

    private static string File(string half) => Repository.Path($"bench/SecureObs.Bench/Identity/Pairs/{half}.jsonl.gz");

    [Fact]
    public void The_set_has_enough_pairs_and_what_happens_to_findings_is_in_both_halves()
    {
        Assert.True(Tuning.Value.Concat(HeldOut.Value).Select(pair => (pair.Repository, pair.OldCommit, pair.NewCommit, pair.Scanner)).Distinct().Count() >= 300);
        Assert.All(new[] { Tuning.Value, HeldOut.Value }, half => Assert.Empty(
            ChangeKinds.Names.Except(half.SelectMany(pair => pair.Same.SelectMany(same => ChangeKinds.Of(pair, same))))));
    }

    [Fact]
    public void No_repository_is_in_both_halves()
    {
        var tuning = Tuning.Value.Select(pair => pair.Repository).ToHashSet();

        Assert.NotEmpty(tuning);
        Assert.DoesNotContain(HeldOut.Value, pair => tuning.Contains(pair.Repository));
    }

    [Fact]
    public void Labels_name_findings_of_one_rule_that_are_there_and_none_twice() =>
        Assert.All(Tuning.Value.Concat(HeldOut.Value), pair =>
        {
            Assert.All(pair.Same, same => Assert.Equal(pair.Old[same.Old].Rule, pair.New[same.New].Rule));
            Assert.Distinct(pair.Same.Select(same => same.Old).Concat(pair.UnclearOld.Keys));
            Assert.Distinct(pair.Same.Select(same => same.New).Concat(pair.UnclearNew.Keys));
        });

    /// <summary>The code of others must not be in the project: what stands in it is hashes, and text is only what names a place.</summary>
    [Theory]
    [InlineData("tuning")]
    [InlineData("held-out")]
    public void No_code_is_in_the_set(string half)
    {
        var texts = PairReader.Rows(File(half)).SelectMany(row => Texts(JsonSerializer.SerializeToElement(row, PairReader.Json), "")).ToLookup(text => text.Name, text => text.Value);

        Assert.Equal(["f.b", "f.p", "f.r", "f.s", "pair.from", "pair.repository", "pair.scanner", "pair.to"], texts.Select(text => text.Key).Order(StringComparer.Ordinal));
        Assert.All(texts["f.b"], features => Assert.NotNull(PackedFeatures.Unpack(Convert.FromBase64String(features), "bandit B101").Features));
        Assert.All(texts["f.p"], path => Assert.Matches(PathOfSource(), path));
        Assert.All(texts["f.r"].Distinct(), rule => Assert.Matches("^(B[0-9]{3}|DS[0-9]{6}|security/[a-z-]+)$", rule));
        Assert.All(texts["f.s"].Concat(texts["pair.scanner"]).Distinct(), scanner => Assert.Matches("^(bandit|devskim|eslint-security)$", scanner));
        Assert.All(texts["pair.from"].Concat(texts["pair.to"]), commit => Assert.Matches("^[0-9a-f]{12}$", commit));
        Assert.All(texts["pair.repository"].Distinct(), name => Assert.Matches(@"^([\w-]+/[\w-]+|\.)$", name));
    }

    private static IEnumerable<(string Name, string Value)> Texts(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => Texts(field.Value, name.Length == 0 ? field.Name : $"{name}.{field.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Texts(item, name)),
        JsonValueKind.String => [(name, element.GetString()!)],
        _ => [],
    };

    [Fact]
    public void A_field_that_is_not_on_the_list_is_refused()
    {
        using var workspace = new Workspace();
        var path = Path.Combine(workspace.Path, "half.jsonl.gz");
        using (var writer = new StreamWriter(new GZipStream(System.IO.File.Create(path), CompressionLevel.Fastest)))
            writer.Write("""{"f":{"s":"bandit","r":"B101","p":"a.py","h":[1,2,3,4,5],"b":"","code":"x"}}""");

        Assert.Throws<JsonException>(() => PairReader.Read(path));
    }

    [Fact]
    public void What_is_written_is_read()
    {
        using var workspace = new Workspace();
        var path = Path.Combine(workspace.Path, "half.jsonl.gz");
        using (var writer = new PairWriter(path))
            foreach (var pair in Tuning.Value.Take(3))
                writer.Add(pair);

        Assert.Equal(JsonSerializer.Serialize(Tuning.Value.Take(3)), JsonSerializer.Serialize(PairReader.Read(path)));
    }

    [GeneratedRegex(@"^[\w@+\[\]. /-]+\.(py|m?js|cjs|jsx|tsx?|cs|html|ya?ml|sh)$")]
    private static partial Regex PathOfSource();
}
