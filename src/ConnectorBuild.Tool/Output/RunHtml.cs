using System.Net;
using Markdig;
using Markdig.Syntax;

namespace ConnectorBuild.Tool.Output;

/// <summary>A run as one HTML file that needs nothing else: no script, no address that a browser would fetch.</summary>
internal static class RunHtml
{
    private const string Style = """
        :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
        body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
        table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
        th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
        th, td:not(:nth-child(3)):not(:nth-child(2):last-child) { overflow-wrap: normal; }
        code, pre { font: 13px/1.45 ui-monospace, monospace; }
        pre { overflow-x: auto; padding: .8rem; background: #8881; overflow-wrap: normal; }
        blockquote { margin: 1rem 0; padding: .1rem 1rem; border-left: .3rem solid #c93; background: #c931; }
        summary { cursor: pointer; }
        """;

    // Texts of others have no tags in the Markdown (SafeText); the tags that there are (<br>, <details>) are our own.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The page.</summary>
    /// <param name="title">The title of the page.</param>
    /// <param name="markdown">The run, as <see cref="RunMarkdown"/> writes it.</param>
    public static string Create(string title, string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);

        // A plan begins with the third level, because it is a part of a comment or a summary.
        foreach (var heading in document.Descendants<HeadingBlock>().Where(h => h.Level > 2))
        {
            heading.Level--;
        }

        var body = document.ToHtml(Pipeline);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            {body}</body>
            </html>

            """;
    }
}
