using SecureObs.Cli.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace SecureObs.Cli.Tests.Integrations;

/// <summary>The parts of the integrations that a shell runs, as they stand in the files.</summary>
internal static class Shells
{
    private static readonly string[] ShellKeys = ["run", "script", "bash", "before_script", "after_script", "pwsh", "powershell"];

    public static IEnumerable<string> YamlFiles =>
        Directory.EnumerateFiles(Repository.Path("integrations"), "*.y*ml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Path("integrations"), file)).Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Repository.Path($"integrations/{file}"));

    /// <summary>Every text below a key that a CI system hands to a shell.</summary>
    public static List<string> OfYaml(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Read(file)));
        return [.. stream.Documents.SelectMany(document => Of(document.RootNode))];
    }

    /// <summary>The steps of the Jenkinsfile between its triple single quotes.</summary>
    public static IEnumerable<string> OfJenkins() => Read("jenkins/Jenkinsfile").Split("'''").Where((_, at) => at % 2 == 1);

    private static IEnumerable<string> Of(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair => pair.Key is YamlScalarNode key && ShellKeys.Contains(key.Value) ? Texts(pair.Value) : Of(pair.Value)),
        YamlSequenceNode list => list.Children.SelectMany(Of),
        _ => [],
    };

    private static IEnumerable<string> Texts(YamlNode node) => node switch
    {
        YamlScalarNode text => [text.Value ?? ""],
        YamlSequenceNode list => list.Children.SelectMany(Texts),
        _ => [],
    };
}
