using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Conversion.Schemas;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Operations;

/// <summary>The schema of a body or an answer.</summary>
internal static class ContentSchema
{
    /// <summary>Converts the schema of a content type; bytes and texts need none in OpenAPI 3, but in Swagger 2.0.</summary>
    public static Draft Convert(MediaType media, SchemaPlace place, SchemaConverter schemas)
    {
        if (media.Schema.IsObject && media.Schema.Count > 0)
        {
            return schemas.Convert(media.Schema, place);
        }

        var origin = media.Schema.Exists ? media.Schema : media.Member;
        var schema = new DraftObject(origin);
        if (media.IsJson)
        {
            return schema;
        }

        schema.Set("type", "string", origin);
        return media.IsText || media.Media["itemSchema"].Exists ? schema : schema.Set("format", "binary", origin);
    }
}
