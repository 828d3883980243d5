using System.Text.Json;

namespace SecureObs.Graph.Tests;

/// <summary>Each folder of Scenarios is a Terraform root with its plan (tools/terraform) and with what must be found in it, and all of it fits together.</summary>
public sealed class ScenarioFilesTests
{
    private static readonly string[] Entries = ["internet", "anyone", "ci"];
    private static readonly string[] Evidence = ["observed", "inferred", "unknown-dependent"];

    public static TheoryData<string> Roots => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    [Fact]
    public void There_are_enough_of_them_and_most_have_no_path_for_a_twin()
    {
        Assert.True(Roots.Count >= 30, $"{Roots.Count} roots");
        var withoutPath = Directory.GetDirectories(Folder).Count(root => Read(root, "expected.json").GetProperty("paths").GetArrayLength() == 0);
        Assert.True(withoutPath * 3 >= Roots.Count, $"{withoutPath} of {Roots.Count} have no path");
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void A_root_has_its_plan_and_what_is_expected_speaks_of_its_resources(string name)
    {
        var root = Path.Combine(Folder, name);
        Assert.True(File.Exists(Path.Combine(root, "main.tf")));
        var plan = Read(root, "plan.json");
        Assert.StartsWith("1.", plan.GetProperty("format_version").GetString(), StringComparison.Ordinal);
        var addresses = plan.GetProperty("resource_changes").EnumerateArray().Select(each => each.GetProperty("address").GetString()!).ToHashSet(StringComparer.Ordinal);
        var expected = Read(root, "expected.json");

        Assert.NotEqual("", expected.GetProperty("says").GetString());
        Assert.All(Named(expected), address => Assert.Contains(address, addresses));
        Assert.All(Paths(expected), path => Assert.Contains(path.GetProperty("entry").GetString(), Entries));
        Assert.All(Paths(expected), path => Assert.Contains(path.GetProperty("evidence").GetString(), Evidence));
        var pairs = Paths(expected).Select(path => (path.GetProperty("entry").GetString(), path.GetProperty("target").GetString())).ToList();
        Assert.Equal(pairs.Count, pairs.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void What_is_expected_does_not_contradict_itself(string name)
    {
        var expected = Read(Path.Combine(Folder, name), "expected.json");

        Assert.Empty(Texts(expected, "exposed").Intersect(Texts(expected, "notExposed"), StringComparer.Ordinal));
        Assert.Empty(Paths(expected).Select(path => path.GetProperty("target").GetString()!).Intersect(Texts(expected, "none"), StringComparer.Ordinal));
        Assert.True(Paths(expected).Any() || Texts(expected, "none").Any(), "neither a path nor an asset that none may reach");
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void A_twin_differs_from_its_root(string name)
    {
        var root = Path.Combine(Folder, name);
        if (!Read(root, "expected.json").TryGetProperty("twinOf", out var twin))
            return;

        var other = Path.Combine(Folder, twin.GetString()!);
        Assert.NotEqual(File.ReadAllText(Path.Combine(other, "main.tf")), File.ReadAllText(Path.Combine(root, "main.tf")));
        Assert.NotEqual(Read(other, "expected.json").GetProperty("says").GetString(), Read(root, "expected.json").GetProperty("says").GetString());
    }

    private static IEnumerable<string> Named(JsonElement expected) =>
        Paths(expected).SelectMany(path => Texts(path, "via").Append(path.GetProperty("target").GetString()!))
            .Concat(Texts(expected, "exposed")).Concat(Texts(expected, "notExposed")).Concat(Texts(expected, "none"));

    private static JsonElement.ArrayEnumerator Paths(JsonElement expected) => expected.GetProperty("paths").EnumerateArray();

    private static IEnumerable<string> Texts(JsonElement from, string name) => from.GetProperty(name).EnumerateArray().Select(each => each.GetString()!);

    private static JsonElement Read(string root, string file) => JsonElement.Parse(File.ReadAllBytes(Path.Combine(root, file)));
}
