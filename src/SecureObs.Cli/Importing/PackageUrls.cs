namespace SecureObs.Cli.Importing;

/// <summary>
/// Package URLs (https://github.com/package-url/purl-spec) for tools that tell an ecosystem and a name instead,
/// e.g. <c>pkg:npm/%40babel/core@7.0.0</c>.
/// </summary>
internal static class PackageUrls
{
    // Type of package URLs, then the words of OSV (ossf.github.io/osv-schema, "Defined ecosystems"), Trivy, Snyk, Semgrep and npm for it, in
    // lower case. Of a system's packages its name has to stand before theirs.
    private static readonly Dictionary<string, string> Types = new (string Type, string[] Words)[]
    {
        ("npm", ["npm", "yarn", "pnpm", "node-pkg", "bun"]),
        ("pypi", ["pypi", "pip", "pipenv", "poetry", "python-pkg", "uv"]),
        ("maven", ["maven", "pom", "jar", "gradle"]),
        ("composer", ["composer", "packagist"]),
        ("golang", ["golang", "go", "gomod", "gobinary", "gomodules", "golangdep"]),
        ("cargo", ["cargo", "crates.io", "rustbinary"]),
        ("nuget", ["nuget", "dotnet-core", "paket"]),
        ("gem", ["gem", "rubygems", "bundler", "gemspec"]),
        ("hex", ["hex"]),
        ("pub", ["pub"]),
        ("swift", ["swift", "swifturl"]),
        ("cocoapods", ["cocoapods"]),
        ("conan", ["conan", "conancenter"]),
        ("hackage", ["hackage"]),
        ("cran", ["cran"]),
        ("deb", ["deb"]),
        ("deb/debian", ["debian"]),
        ("deb/ubuntu", ["ubuntu"]),
        ("apk", ["apk"]),
        ("apk/alpine", ["alpine"]),
        ("apk/wolfi", ["wolfi"]),
        ("apk/chainguard", ["chainguard"]),
        ("rpm", ["rpm"]),
        ("rpm/redhat", ["redhat", "red hat"]),
        ("rpm/rocky", ["rocky", "rocky linux"]),
        ("rpm/almalinux", ["alma", "almalinux"]),
        ("rpm/centos", ["centos"]),
        ("rpm/fedora", ["fedora"]),
        ("rpm/amazon", ["amazon"]),
        ("rpm/oracle", ["oracle"]),
        ("rpm/suse", ["suse"]),
        ("rpm/opensuse", ["opensuse"]),
    }.SelectMany(kind => kind.Words, (kind, word) => (word, kind.Type)).ToDictionary(each => each.word, each => each.Type, StringComparer.Ordinal);

    /// <param name="ecosystem">As a tool calls it, <c>Debian:12</c> too.</param>
    /// <returns>Null without a name. An ecosystem that is not known is <c>generic</c>.</returns>
    public static string? Of(string? ecosystem, string? name, string? version)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        // "Debian:12": the release is no part of the kind.
        var type = Types.GetValueOrDefault((ecosystem ?? "").Trim().ToLowerInvariant().Split(':')[0], "generic");
        var path = string.Join('/', Spelled(type, name.Trim()).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString));
        return string.IsNullOrWhiteSpace(version) ? $"pkg:{type}/{path}" : $"pkg:{type}/{path}@{Uri.EscapeDataString(version.Trim())}";
    }

    // The specification wants some names in lower case, and PyPI knows no underscores.
    private static string Spelled(string type, string name) => type switch
    {
        "pypi" => name.ToLowerInvariant().Replace('_', '-'),
        "golang" or "composer" or "hex" => name.ToLowerInvariant(),
        "maven" => name.Replace(':', '/'),
        _ => name,
    };
}
