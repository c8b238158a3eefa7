using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tool.Tests.Schemas;

/// <summary>The schemas that are made of the types that read the files, and of other schemas.</summary>
internal static partial class GeneratedSchemas
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Text by name.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["local-cloud"] = () => Of(LocalCloudOptionsFile.Form, typeof(LocalCloudOptions), "Options of the local cloud"),
        ["plan"] = () => Of(ApprovedPlanJsonContext.Default.Options, typeof(ApprovedPlan), "A plan that 'dotnet connector plan --out' wrote"),
        ["apiProperties.patch"] = () => Text(Patch()),
    };

    private static string Of(JsonSerializerOptions options, Type type, string title)
    {
        var schema = options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe }).AsObject();
        return Text(new JsonObject([
            new("$schema", "http://json-schema.org/draft-07/schema#"), new("title", title), .. schema.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())),
        ]));
    }

    private static string Text(JsonNode schema) => schema.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";

    // The names of an enumeration are read in any letter case; descriptions are those of the code.
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject json)
        {
            return schema;
        }

        if (json["enum"] is JsonArray names && names.All(n => n?.GetValueKind() == JsonValueKind.String))
        {
            json.Remove("enum");
            json.Remove("type");
            json["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. names.Select(n => JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(n!.ToString())))]) },
                new JsonObject { ["type"] = "string", ["pattern"] = $"^({string.Join('|', names.Select(n => AnyCase(n!.ToString())))})$" });
        }

        if (context.PropertyInfo is { AttributeProvider: MemberInfo member } && Summary(member) is { } summary)
        {
            json["description"] = summary;
        }

        return json;
    }

    private static string AnyCase(string name) => string.Concat(name.Select(c => $"[{char.ToUpperInvariant(c)}{char.ToLowerInvariant(c)}]"));

    private static string? Summary(MemberInfo member)
    {
        var file = Path.ChangeExtension(member.DeclaringType!.Assembly.Location, ".xml");
        var found = XDocument.Load(file).Descendants("member")
            .FirstOrDefault(m => (string?)m.Attribute("name") == $"P:{member.DeclaringType.FullName}.{member.Name}")?.Element("summary");
        return found is null ? null : Spaces().Replace(string.Concat(found.Nodes().Select(Plain)), " ").Trim();
    }

    private static string Plain(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => JsonNamingPolicy.CamelCase.ConvertName(((string?)see.Attribute("cref") ?? "").Split('.', ':')[^1]),
        XElement element => element.Value,
        _ => node.ToString(),
    };

    // Nothing is required of a patch, and null takes a member away.
    private static JsonObject Patch()
    {
        var schema = Loosen(JsonNode.Parse(File.ReadAllText(SchemaFiles.PathOf("apiProperties"))), isMember: false)!.AsObject();
        schema["title"] = "apiProperties.{environment}.json: a merge patch over apiProperties.json";
        schema["description"] = "A JSON Merge Patch (RFC 7396): a member replaces the one in apiProperties.json, null takes it away, objects are merged, arrays replaced.";
        return schema;
    }

    private static JsonNode? Loosen(JsonNode? node, bool isMember)
    {
        switch (node)
        {
            case JsonArray array:
                return new JsonArray([.. array.Select(e => Loosen(e, isMember: false))]);
            case JsonObject json:
                var loose = new JsonObject();
                foreach (var (name, value) in json.Where(p => p.Key is not ("required" or "if" or "then" or "allOf")))
                {
                    var holdsMembers = name is "properties" or "patternProperties" && value is JsonObject;
                    loose[name] = holdsMembers
                        ? new JsonObject(value!.AsObject().Select(m => KeyValuePair.Create(m.Key, Loosen(m.Value, isMember: true))))
                        : Loosen(value, isMember: name == "additionalProperties" && value is JsonObject);
                }

                return isMember ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, loose) } : loose;
            default:
                return node?.DeepClone();
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
