using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace SecureObs.Api.Platform.Transport;

/// <summary>docs/openapi.json, written at build; the dashboard's types are made from it.</summary>
internal static partial class OpenApiDocumentFile
{
    /// <summary>The build starts the application to write the file; there is no database then, and nobody is served.</summary>
    public static readonly bool IsBeingWritten = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddOperationTransformer<DescribedRefusals>();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "SecureObs", Version = "1" };
            document.Servers?.Clear();
            foreach (var (path, item) in document.Paths)
                DescribeRoute(path, item);
            return Task.CompletedTask;
        });
    });

    /// <summary>The rule of an endpoint reads the tenant from the route, its handler does not: name it all the same.</summary>
    private static void DescribeRoute(string path, IOpenApiPathItem item)
    {
        if (item.Operations is null)
            return;
        foreach (var operation in item.Operations.Values)
        {
            operation.Parameters ??= [];
            foreach (var name in RouteParameters().Matches(path).Select(match => match.Groups[1].Value))
            {
                if (operation.Parameters.All(parameter => parameter.Name != name))
                    operation.Parameters.Insert(0, new OpenApiParameter
                    {
                        Name = name,
                        In = ParameterLocation.Path,
                        Required = true,
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                    });
            }
            // A list may have nothing in it; the generator of endpoints calls it required.
            foreach (var list in operation.Parameters.OfType<OpenApiParameter>().Where(each => each.In is ParameterLocation.Query && each.Schema?.Type is JsonSchemaType.Array))
                list.Required = false;
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex RouteParameters();
}
