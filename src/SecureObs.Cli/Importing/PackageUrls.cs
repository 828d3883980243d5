namespace SecureObs.Cli.Importing;

/// <summary>
/// Package URLs (https://github.com/package-url/purl-spec) for tools that tell an ecosystem and a name instead.
/// </summary>
internal static class PackageUrls
{
    // The words of OSV, Trivy, Snyk, Semgrep and npm for one kind of package, in lower case, where they are not just the kind.
    private static readonly Dictionary<string, string> Types = new (string Type, string Words)[]
    {
        ("npm", "npm yarn pnpm node-pkg bun"),
        ("pypi", "pypi pip pipenv poetry python-pkg uv"),
        ("maven", "maven pom jar gradle"),
        ("composer", "composer packagist"),
        ("golang", "golang go gomod gobinary gomodules golangdep"),
        ("cargo", "cargo crates.io rustbinary"),
        ("nuget", "nuget dotnet-core paket"),
        ("gem", "gem rubygems bundler gemspec"),
        ("hex", "hex"),
        ("pub", "pub"),
        ("swift", "swift swifturl"),
        ("cocoapods", "cocoapods"),
        ("conan", "conan conancenter"),
        ("deb", "deb debian ubuntu"),
        ("apk", "apk alpine wolfi chainguard"),
        ("rpm", "rpm redhat centos rocky alma fedora amazon oracle suse opensuse"),
    }.SelectMany(kind => kind.Words.Split(' '), (kind, word) => (word, kind.Type)).ToDictionary(each => each.word, each => each.Type);

    private static readonly HashSet<string> Distributions = ["deb", "apk", "rpm"];

    /// <returns>Null without a name. An ecosystem that is not known is <c>generic</c>.</returns>
    public static string? Of(string? ecosystem, string? name, string? version)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        // As the drivers spell it, so that what is imported and what is scanned are the same package.
        if (Drivers.PackageUrls.Of((ecosystem ?? "").Trim(), name.Trim(), version) is { } spelled)
            return spelled;
        // "Debian:12": the release is no part of the kind.
        var word = (ecosystem ?? "").Trim().ToLowerInvariant().Split(':')[0];
        var type = Types.GetValueOrDefault(word, "generic");
        var place = Distributions.Contains(type) && word != type ? word + "/" : "";
        var path = type == "maven" ? name.Replace(':', '/') : type == "pypi" ? name.ToLowerInvariant().Replace('_', '-') : name;
        var escaped = string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString));
        return $"pkg:{type}/{place}{escaped}" + (string.IsNullOrWhiteSpace(version) ? "" : "@" + Uri.EscapeDataString(version.Trim()));
    }
}
