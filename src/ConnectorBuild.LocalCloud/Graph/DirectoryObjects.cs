using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Objects of which only the id is known.</summary>
internal static class DirectoryObjects
{
    private static readonly (DirectoryKind Kind, GraphType Type)[] Kinds =
    [
        (DirectoryKind.ServicePrincipal, GraphTypes.ServicePrincipal),
        (DirectoryKind.User, GraphTypes.User),
        (DirectoryKind.Application, GraphTypes.Application),
    ];

    /// <summary>The object with its type annotation; null where there is none.</summary>
    public static (JsonObject Object, GraphType Type)? Find(DirectoryView view, string id)
    {
        foreach (var (kind, type) in Kinds)
        {
            if (view.Find(kind, id) is { } found)
            {
                var copy = found.Copy();
                copy.Insert(0, "@odata.type", $"#microsoft.graph.{type.Name}");
                return (copy, type);
            }
        }

        return null;
    }
}
