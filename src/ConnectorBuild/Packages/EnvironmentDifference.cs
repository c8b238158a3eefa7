using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>A value that an environment's patch changes.</summary>
/// <param name="Pointer">The JSON pointer in the file.</param>
/// <param name="Base">The base file's value; does not exist where the patch adds one.</param>
/// <param name="Patched">The environment's value; does not exist where the patch takes one away.</param>
/// <param name="Location">The place in the patch.</param>
internal sealed record EnvironmentDifference(string Pointer, SourceNode Base, SourceNode Patched, SourceLocation? Location)
{
    /// <summary>The values that differ, in the order of the base file.</summary>
    public static IReadOnlyList<EnvironmentDifference> Find(SourceDocument? original, SourceDocument? patched)
    {
        var found = new List<EnvironmentDifference>();
        if (original is not null && patched is not null && !ReferenceEquals(original, patched))
        {
            Compare(original.Root, patched.Root, patched.Root, "", found);
        }

        return found;
    }

    private static void Compare(SourceNode original, SourceNode patched, SourceNode parent, string pointer, List<EnvironmentDifference> found)
    {
        if (original.IsObject && patched.IsObject)
        {
            foreach (var member in original.Children)
            {
                Compare(member, patched[member.Name], patched, $"{pointer}/{JsonPointer.Escape(member.Name)}", found);
            }

            foreach (var addition in patched.Children)
            {
                if (!original[addition.Name].Exists)
                {
                    Compare(default, addition, patched, $"{pointer}/{JsonPointer.Escape(addition.Name)}", found);
                }
            }
        }
        else if (original.IsArray && patched.IsArray && original.Count == patched.Count)
        {
            var index = 0;
            var others = patched.Children.GetEnumerator();
            foreach (var element in original.Children)
            {
                others.MoveNext();
                Compare(element, others.Current, patched, $"{pointer}/{index++}", found);
            }
        }
        else if (!IsSame(original, patched))
        {
            found.Add(new EnvironmentDifference(pointer, original, patched, Place(patched.Exists ? patched : parent)));
        }
    }

    private static bool IsSame(SourceNode a, SourceNode b) =>
        a.Exists && b.Exists && a.Kind == b.Kind && (a.IsString ? a.Text == b.Text : a.Raw.SequenceEqual(b.Raw));

    private static SourceLocation Place(SourceNode node)
    {
        ref readonly var record = ref node.Document.Nodes[node.Index];
        return node.Document.Map.Locate(record.Start, node.IsObject || node.IsArray ? record.Start + 1 : record.End);
    }
}
