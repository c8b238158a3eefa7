using System.Globalization;
using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Schemas;

/// <summary>Bounds of numbers. An exclusive bound is a flag in OpenAPI 3.0 and a number in 3.1.</summary>
internal static class SchemaBounds
{
    public static void Write(SourceNode schema, DraftObject draft)
    {
        Write(schema[Keyword.Minimum], schema[Keyword.ExclusiveMinimum], (exclusive, bound) => exclusive >= bound, draft);
        Write(schema[Keyword.Maximum], schema[Keyword.ExclusiveMaximum], (exclusive, bound) => exclusive <= bound, draft);
    }

    private static void Write(SourceNode bound, SourceNode exclusive, Func<double, double, bool> isStricter, DraftObject draft)
    {
        if (exclusive.IsNumber && (!bound.IsNumber || isStricter(exclusive.Number ?? 0, bound.Number ?? 0)))
        {
            draft.Set(exclusive.Name == "exclusiveMinimum" ? "minimum" : "maximum", Draft.Copy(exclusive), exclusive);
            draft.Set(exclusive.Name, Draft.Boolean(true, exclusive), exclusive);
        }
        else if (bound.IsNumber)
        {
            draft.SetCopy(bound.Name, bound);
            if (exclusive.IsTrue)
            {
                draft.SetCopy(exclusive.Name, exclusive);
            }
        }
    }
}
