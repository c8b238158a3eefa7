public class Script : ScriptBase
{
    public override Task<HttpResponseMessage> ExecuteAsync()
    {
        var response = Context.SendAsync(Context.Request, CancellationToken).Result;
        response.Content = CreateJsonContent(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        return Task.FromResult(response);
    }
}
