using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Objects;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Lists the operations of the document in its order, wherever their content lies.</summary>
internal sealed class OperationReader(OpenApiSources sources, LossList losses)
{
    public List<OperationEntry> Read()
    {
        var operations = new List<OperationEntry>();
        foreach (var path in sources.Main.Document.Root[Keyword.Paths].Members)
        {
            if (path.RawName.StartsWith("x-"u8))
            {
                continue;
            }

            var item = sources.Resolve(path);
            if (item.IsObject)
            {
                ReadItem(path, item, operations);
            }
            else if (item.Exists)
            {
                losses.Add(
                    ConversionRules.Malformed, path,
                    $"The path '{ValueText.Shorten(path.Name)}' must hold an object but is {ValueText.Of(item)}",
                    "it cannot be converted", "write its operations in braces");
            }
        }

        return operations;
    }

    private void ReadItem(SourceNode path, SourceNode item, List<OperationEntry> operations)
    {
        OpenApiObjects.PathItem.Report(item, losses);
        OperationShape.CheckParameters(item[Keyword.Parameters], losses);
        ReportBeside(path);
        foreach (var server in item[Keyword.Servers].Elements)
        {
            OpenApiObjects.Server.Report(server, losses);
        }

        var before = operations.Count;
        foreach (var member in item.Members)
        {
            var name = member.Name;
            if (IsMethod(name))
            {
                var operation = sources.Resolve(member);
                if (operation.IsObject)
                {
                    operations.Add(new(path.Name, name, path, item, member, operation));
                }
                else
                {
                    OperationShape.Require(
                        fits: false, operation.Exists ? operation : member,
                        $"The operation '{name}' of '{ValueText.Shorten(path.Name)}' must be an object", losses);
                }
            }
            else if (name is "trace" or "query")
            {
                Lost(member, name, path.Name);
            }
            else if (name == "additionalOperations")
            {
                foreach (var additional in member.Members)
                {
                    Lost(additional, additional.Name, path.Name);
                }
            }
        }

        if (operations.Count == before)
        {
            ReportExtensions(path, item);
        }
    }

    // Gateways have paths of any method, which only they understand.
    private void ReportExtensions(SourceNode path, SourceNode item)
    {
        foreach (var member in item.Members)
        {
            if (member.RawName.StartsWith("x-"u8))
            {
                losses.Add(
                    ConversionRules.ExtensionLost, member,
                    $"'{ValueText.Shorten(member.Name)}' stands at the path '{ValueText.Shorten(path.Name)}', which has no operation",
                    "the path is left out with it", "add the operations that the connector calls to the path by an overlay");
            }
        }
    }

    // OpenAPI leaves it open what members beside the reference of a path mean.
    private void ReportBeside(SourceNode path)
    {
        if (!path[Keyword.Ref].IsString)
        {
            return;
        }

        foreach (var member in path.Members)
        {
            if (IsMethod(member.Name) || member.Keyword == Keyword.Parameters)
            {
                losses.Add(
                    IsMethod(member.Name) ? ConversionRules.OperationLost : ConversionRules.ParameterLost, member,
                    $"'{member.Name}' accompanies the reference of the path '{ValueText.Shorten(path.Name)}', and OpenAPI does not say what "
                        + "that means",
                    "it is left out, and what the reference names is taken", "move it into the referenced path, or the path to this place");
            }
        }
    }

    private void Lost(SourceNode member, string method, string path) =>
        losses.Add(ConversionRules.OperationLost, member, "Swagger 2.0 has no operations with the method "
            + $"{ValueText.Shorten(method.ToUpperInvariant())}", $"{ValueText.Shorten(method.ToUpperInvariant())} "
                + $"{ValueText.Shorten(path)} is left out",
            "offer the operation with another method, or call it from custom code");

    private static bool IsMethod(string name) => name is "get" or "put" or "post" or "delete" or "options" or "head" or "patch";
}
