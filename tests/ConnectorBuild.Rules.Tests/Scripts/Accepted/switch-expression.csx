public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        string path = Context.OperationId switch
        {
            "List" => "/items",
            "Get" when Context.Request.Content == null => "/item",
            _ => throw new InvalidOperationException($"Unknown operation {Context.OperationId}"),
        };
        Context.Request.RequestUri = new Uri(Context.Request.RequestUri, path);
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
