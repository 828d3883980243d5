using SecureObs.Local;
using SecureObs.Local.Running;

namespace SecureObs.Bench.Upgrade;

/// <summary>The programs of a release.</summary>
/// <param name="Host">The assembly of its API with the sign-in of trials.</param>
/// <param name="Admin">The assembly of its <c>secureobs-admin</c>.</param>
/// <param name="ContentRoot">Where its API finds its settings.</param>
internal sealed record ReleaseBuild(string Host, string Admin, string ContentRoot)
{
    // What an old release was checked for when it was made, is not asked again: a vulnerability that became known since would end its build.
    private static readonly string[] Unchecked = ["-p:RunAnalyzers=false", "-p:NuGetAudit=false", "-p:OpenApiGenerateDocuments=false"];
    private static readonly string[] Quiet = ["-c", "Release", "--nologo", "-v", "quiet"];

    /// <summary>Builds its tree, which git has, unless that was done before.</summary>
    public static async Task<ReleaseBuild> MakeAsync(Release release, CancellationToken ct)
    {
        if (release.Name == Release.ThisTree)
        {
            await DoAsync("dotnet", ["build", Path.Combine(Repository.Root, "bench/ReleaseHost"), .. Quiet], ct);
            return In(Repository.Root);
        }
        var tree = Path.Combine(Repository.Root, "artifacts", "releases", release.Commit);
        if (File.Exists(Path.Combine(tree, "built")))
            return In(tree);
        Directory.CreateDirectory(tree);
        await DoAsync("sh", ["-c", "git -C \"$1\" archive \"$2\" | tar -x -C \"$3\" && mkdir -p \"$3/bench\" && rm -rf \"$3/bench/ReleaseHost\" && cp -r \"$1/bench/ReleaseHost\" \"$3/bench/\"",
            "sh", Repository.Root, release.Commit, tree], ct);
        foreach (var project in (string[])["bench/ReleaseHost", "src/SecureObs.Admin"])
            await DoAsync("dotnet", ["build", Path.Combine(tree, project), .. Quiet, .. Unchecked], ct);
        await File.WriteAllTextAsync(Path.Combine(tree, "built"), "", ct);
        return In(tree);
    }

    private static ReleaseBuild In(string tree) => new(
        Path.Combine(tree, "artifacts/bin/ReleaseHost/release/SecureObs.Bench.dll"),
        Path.Combine(tree, "artifacts/bin/SecureObs.Admin/release/secureobs-admin.dll"),
        Path.Combine(tree, "src/SecureObs.Api"));

    private static async Task DoAsync(string program, string[] arguments, CancellationToken ct)
    {
        var done = await Child.RunAsync(Child.Command(program, arguments), ct);
        if (!done.Succeeded)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}\n{done.Tail(20)}");
    }
}
