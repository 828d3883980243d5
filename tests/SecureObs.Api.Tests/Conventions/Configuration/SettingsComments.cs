using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SecureObs.Api.Platform;

namespace SecureObs.Api.Tests.Conventions.Configuration;

/// <summary>The comments of the settings' records, as the compiler writes them beside the assembly.</summary>
internal static partial class SettingsComments
{
    private static readonly Dictionary<string, XElement> Members = XDocument.Load(Path.ChangeExtension(typeof(Settings).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static string? Of(PropertyInfo property) =>
        Text(Members.GetValueOrDefault($"P:{Name(property.DeclaringType!)}.{property.Name}")?.Element("summary"))
        ?? Text(Members.GetValueOrDefault($"T:{Name(property.DeclaringType!)}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == property.Name));

    /// <summary>What is written in place of a default that differs from machine to machine.</summary>
    public static string? Default(PropertyInfo property) => Text(Members.GetValueOrDefault($"P:{Name(property.DeclaringType!)}.{property.Name}")?.Element("value"));

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = string.Concat(element.Nodes().Select(node => node is XElement inner ? $"`{(inner.IsEmpty ? inner.Attribute("cref")?.Value.Split('.')[^1] : inner.Value)}`" : node.ToString()));
        return Spaces().Replace(System.Net.WebUtility.HtmlDecode(text), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
