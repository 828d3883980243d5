using System.Text.RegularExpressions;
using SecureObs.Api.Platform;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Configuration;

/// <summary>What the sources of the API read: sections as records, and single keys.</summary>
internal static partial class SettingsSources
{
    private static readonly (string Path, string Text)[] Files =
    [
        .. Directory.EnumerateFiles(Repository.Path("src/SecureObs.Api"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllText(path))),
    ];

    /// <summary>Each section that is read into a record, and the record.</summary>
    public static IReadOnlyList<(string Section, Type Record)> Sections() =>
    [
        .. Files.SelectMany(file => Reads().Matches(file.Text).Select(read => (Section(file, read.Groups[2].Value), Record(file.Text, read.Groups[1].Value))))
            .Distinct().OrderBy(each => each.Item1, StringComparer.Ordinal),
    ];

    /// <summary>Keys and sections that are named where configuration is read, outside of <see cref="Settings"/>.</summary>
    public static IReadOnlyList<(string File, string Key)> Keys() =>
    [
        .. from file in Files
           where !file.Path.EndsWith("Platform/Settings.cs", StringComparison.Ordinal)
           from Match read in Named().Matches(file.Text)
           select (Path.GetFileName(file.Path), read.Groups.Cast<Group>().Skip(1).First(each => each.Success).Value),
    ];

    private static string Section((string Path, string Text) file, string argument)
    {
        if (argument.StartsWith('"'))
            return argument.Trim('"');
        if (argument == "section")
            return "Plans:0";   // the only list of records: Plans:0, Plans:1 …
        var parts = argument.Split('.');
        var (owner, name) = parts.Length == 2 ? (Files.First(other => Declares(other.Text, parts[0])).Text, parts[1]) : (file.Text, argument);
        return Regex.Match(owner, $@"const string {name} = ""([^""]+)""") is { Success: true } constant ? constant.Groups[1].Value
            : throw new InvalidOperationException($"{file.Path} reads a section called {argument}: give Settings.Read its name, or a constant.");
    }

    private static Type Record(string text, string name)
    {
        var types = typeof(Settings).Assembly.GetTypes().Where(type => type.Name == name).ToList();
        return types.Count == 1 ? types[0] : types.Single(type => type.DeclaringType is { } outer && Declares(text, outer.Name));
    }

    private static bool Declares(string text, string type) => Regex.IsMatch(text, $@"\b(class|record) {type}\b");

    [GeneratedRegex(@"Settings\.Read<(\w+)>\([^,]+,\s*(""[^""]+""|[\w.]+)\)")]
    private static partial Regex Reads();

    [GeneratedRegex(@"onfiguration\[""([^""]+)""\]|onfiguration\.GetValue(?:<[^>]*>)?\(""([^""]+)""|Get(?:Required)?Section\(""([^""]+)""\)|Settings\.List\(\w+, ""([^""]+)""\)|GetConnectionString\(""([^""]+)""\)")]
    private static partial Regex Named();
}
