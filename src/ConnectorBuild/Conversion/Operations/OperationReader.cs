using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Conversion.Sources;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>Lists the operations of the document in its order, wherever their content lies.</summary>
internal sealed class OperationReader(OpenApiSources sources, LossList losses)
{
    private static readonly string[] PathMembers = ["$ref", "summary", "description", "servers", "parameters", "additionalOperations"];

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
            else if (!PathMembers.Contains(name, StringComparer.Ordinal) && !name.StartsWith("x-", StringComparison.Ordinal))
            {
                losses.Add(
                    ConversionRules.UnknownMember, member,
                    $"'{ValueText.Shorten(name)}' is not a member of a path, and the platform refuses what it does not know",
                    "it is left out", "correct its name, or begin it with 'x-'");
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
