namespace SecureObs.Cli.Drivers;

/// <summary>Names of dependencies as package URLs (github.com/package-url/purl-spec), e.g. <c>pkg:npm/%40babel/core@7.0.0</c>.</summary>
internal static class PackageUrls
{
    // Type of package URLs, then what OSV (ossf.github.io/osv-schema, "Defined ecosystems") and Trivy call it. Of a system's
    // packages its name has to stand before theirs.
    private static readonly Dictionary<string, string> Types = new (string Type, string[] Names)[]
    {
        ("npm", ["npm", "yarn", "pnpm", "node-pkg"]),
        ("pypi", ["PyPI", "pip", "pipenv", "poetry", "python-pkg"]),
        ("maven", ["Maven", "pom", "jar", "gradle"]),
        ("golang", ["Go", "gomod", "gobinary"]),
        ("cargo", ["crates.io", "cargo"]),
        ("nuget", ["NuGet", "dotnet-core"]),
        ("composer", ["Packagist", "composer"]),
        ("gem", ["RubyGems", "bundler", "gemspec"]),
        ("pub", ["Pub"]),
        ("hex", ["Hex"]),
        ("conan", ["ConanCenter", "conan"]),
        ("swift", ["SwiftURL"]),
        ("hackage", ["Hackage"]),
        ("cran", ["CRAN"]),
        ("deb/debian", ["Debian"]),
        ("deb/ubuntu", ["Ubuntu"]),
        ("apk/alpine", ["Alpine"]),
        ("rpm/redhat", ["Red Hat"]),
        ("rpm/rocky", ["Rocky Linux"]),
        ("rpm/almalinux", ["AlmaLinux"]),
    }.SelectMany(type => type.Names, (type, name) => (type.Type, name)).ToDictionary(pair => pair.name, pair => pair.Type, StringComparer.Ordinal);

    /// <param name="ecosystem">As OSV or Trivy call it, <c>Debian:12</c> too.</param>
    /// <returns>Null when no type of package URLs is known for it.</returns>
    public static string? Of(string ecosystem, string name, string? version)
    {
        if (name.Length == 0 || !Types.TryGetValue(ecosystem.Split(':')[0], out var type))
            return null;
        // The specification wants these names in lower case, and PyPI knows no underscores.
        var spelled = type switch
        {
            "pypi" => name.ToLowerInvariant().Replace('_', '-'),
            "golang" or "composer" or "hex" => name.ToLowerInvariant(),
            "maven" => name.Replace(':', '/'),
            _ => name,
        };
        var path = string.Join('/', spelled.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.EscapeDataString));
        return string.IsNullOrEmpty(version) ? $"pkg:{type}/{path}" : $"pkg:{type}/{path}@{Uri.EscapeDataString(version)}";
    }
}
