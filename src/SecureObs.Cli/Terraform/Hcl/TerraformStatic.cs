using System.Security.Cryptography;
using SecureObs.Cli.Api;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>A topology that was made without a plan.</summary>
/// <param name="Digest">SHA-256 of the topology in a fixed order: 64 hexadecimal digits, the same for the same configuration and values.</param>
internal sealed record StaticPlan(SanitizedPlan Plan, string Digest);

/// <summary>Reduces a root of HCL to what a plan of it would be reduced to, as far as that can be told without Terraform and credentials.</summary>
/// <param name="workspace">Absolute, links followed: nothing outside of it is read.</param>
internal sealed class TerraformStatic(string workspace, Surroundings surroundings)
{
    private const int MostDepth = 16;
    private const int MostModules = 1_000;

    private readonly RootFiles files = new(workspace);
    private readonly Dictionary<string, StaticModule> modules = new(StringComparer.Ordinal);
    private int remote;
    private int calls;

    /// <param name="root">The directory; relative to the current one.</param>
    /// <param name="variableFiles">Files of values, the last one wins.</param>
    /// <exception cref="CommandFailure">Node 20 or the parser is not there, the root cannot be read, or is larger than an analysis may be.</exception>
    public async Task<StaticPlan> ReadAsync(string root, IReadOnlyList<string> variableFiles, CancellationToken ct)
    {
        var directory = files.Root(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root, surroundings.CurrentDirectory)));
        var values = files.Values(directory, variableFiles.Select(file => Path.GetFullPath(file, surroundings.CurrentDirectory)));
        var parser = new HclParser(surroundings);
        var given = TfVars.Merged(values.Count == 0 ? [] : await parser.ParseAsync(values, ct));
        await LoadAsync(directory, parser, ct);
        var module = modules[directory];
        if (module.IsEmpty)
            throw Refused("no file of the directory declares anything");
        RefuseCircles(module, []);
        var plan = StaticTopology.Of(module, given, remote);
        return new(plan, Digest(plan));
    }

    /// <summary>The root, then the modules that it calls, then theirs: one start of the parser for each level.</summary>
    private async Task LoadAsync(string root, HclParser parser, CancellationToken ct)
    {
        for (var level = new HashSet<string>(StringComparer.Ordinal) { root }; level.Count > 0;)
        {
            var sources = level.SelectMany(directory => files.Module(directory).Select(file => (Directory: directory, File: file))).ToList();
            var trees = await parser.ParseAsync([.. sources.Select(source => source.File)], ct);
            foreach (var directory in level)
                modules[directory] = new() { Directory = directory };
            foreach (var (source, tree) in sources.Zip(trees))
                modules[source.Directory].Add(tree);
            level = [.. level.SelectMany(directory => Called(modules[directory])).Where(called => !modules.ContainsKey(called))];
        }
        foreach (var module in modules.Values)
            foreach (var (call, directory) in Local(module))
                module.Called[call] = modules[directory];
    }

    private List<string> Called(StaticModule module)
    {
        var local = Local(module).ToList();
        remote += module.Calls.Count - local.Count;
        return [.. local.Select(call => call.Directory)];
    }

    /// <summary>The calls of modules beside it; of others, which a registry or a repository has, nothing is guessed.</summary>
    private IEnumerable<(string Call, string Directory)> Local(StaticModule module)
    {
        foreach (var (name, call) in module.Calls)
            if (call.At("source") is LiteralExpression { Value: string source } && (source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal)))
                yield return (name, files.Called(module.Directory, source, name));
    }

    private void RefuseCircles(StaticModule module, List<StaticModule> outer)
    {
        if (outer.Contains(module) || outer.Count >= MostDepth)
            throw Refused($"a module calls itself, or modules lie deeper than {MostDepth} in each other");
        if (++calls > MostModules)
            throw Refused($"it calls more than {MostModules} modules");
        foreach (var called in module.Called.Values)
            RefuseCircles(called, [.. outer, module]);
    }

    private static string Digest(SanitizedPlan plan) => Convert.ToHexStringLower(SHA256.HashData(ApiJson.Bytes(TopologyBody.Of(
        plan with
        {
            Resources = [.. plan.Resources.OrderBy(resource => resource.Address, StringComparer.Ordinal)],
            References = [.. plan.References.OrderBy(reference => (reference.SourceAddress, reference.AttributePath, reference.TargetAddress), Comparer)],
        },
        "", "", "", null, null))));

    private static readonly Comparer<(string, string, string)> Comparer = Comparer<(string Source, string Path, string Target)>.Create((one, other) =>
        string.CompareOrdinal(one.Source, other.Source) is not 0 and var source ? source
        : string.CompareOrdinal(one.Path, other.Path) is not 0 and var path ? path : string.CompareOrdinal(one.Target, other.Target));

    private static CommandFailure Refused(string why) => new(ExitCode.Failed, $"the Terraform root cannot be read: {why}");
}
