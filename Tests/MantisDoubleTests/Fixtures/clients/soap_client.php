<?php
// Talks to the MantisConnect whose WSDL is at the URL given, through PHP's SoapClient, and prints what it heard.
$client = new SoapClient($argv[1], ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$me = ['puente', 'puente'];

function call(string $operation, ...$parts)
{
    global $client, $me;
    return $client->__soapCall($operation, array_merge($me, $parts));
}

function say(...$words): void
{
    echo implode(' ', array_map(fn($word) => is_bool($word) ? ($word ? 'True' : 'False') : ($word ?? 'None'), $words)), "\n";
}

function fault(callable $body): string
{
    try {
        $body();
    } catch (SoapFault $fault) {
        return "$fault->faultcode: $fault->faultstring";
    }
    return 'none';
}

say('version', $client->mc_version());
$user = call('mc_login');
say('account', $user->account_data->id, $user->account_data->name, $user->access_level, $user->timezone);
say('projects', implode(', ', array_map(fn($project) => $project->name, call('mc_projects_get_user_accessible'))));
say('categories', implode(', ', call('mc_project_get_categories', 1)));
$issue = call('mc_issue_get', 1);
say('issue', $issue->id, $issue->summary, $issue->status->name, $issue->handler->name, $issue->last_updated);
$notes = implode(', ', array_map(fn($note) => $note->text, $issue->notes));
say('notes', $notes, 'fields', count($issue->custom_fields));
say('due', $issue->due_date, 'version', $issue->version ?? null);
$headers = call('mc_issues_get_header', [3, 9999, 1]);
say('headers', implode(', ', array_map(fn($header) => $header->id . ' ' . ($header->handler ?? 'None'), $headers)));
$search = [
    'project_id' => [1],
    'handler_id' => [2],
    'sort' => 'last_updated,id',
    'sort_direction' => 'DESC,DESC',
];
say('search', implode(', ', call('mc_filter_search_issue_ids', $search, 1, 50)));

$new = call('mc_issue_add', [
    'project' => ['id' => 1],
    'category' => 'General',
    'summary' => 'De un cliente ajeno: ñ & <b>',
    'description' => "Una\nDos",
    'handler' => ['name' => 'ing0'],
]);
say('added', $new);
$attachment = call('mc_issue_attachment_add', $new, 'hola.txt', 'text/plain', "¡Hola!\n");
say('attached', $attachment, trim(call('mc_issue_attachment_get', $attachment)));
say('note', call('mc_issue_note_add', $new, ['text' => 'Recibido', 'view_state' => ['id' => 50]]));
$change = ['category' => 'General', 'status' => ['id' => 80], 'resolution' => ['id' => 20]];
say('updated', call('mc_issue_update', $new, $change));
$issue = call('mc_issue_get', $new);
$description = str_replace("\n", '/', $issue->description);
say('read', $issue->summary, '|', $description, '|', $issue->status->name, $issue->resolution->name);
say('held', $issue->attachments[0]->filename, $issue->attachments[0]->size, $issue->notes[0]->view_state->name);
$history = call('mc_issue_get_history', $new);
say('history', implode(', ', array_map(fn($row) => $row->type . $row->field, $history)));
say('deleted', call('mc_issue_delete', $new), call('mc_issue_exists', $new));

say('fault', fault(fn() => $client->mc_login('puente', 'nada')));
say('fault', fault(fn() => call('mc_issue_get', 9999)));
say('fault', fault(fn() => call('mc_issue_get_history', 9999)));
say('fault', fault(fn() => $client->mc_issue_get('dev000', 'dev000', 6)));
say('fault', fault(fn() => call('mc_issue_add', ['project' => ['id' => 1], 'summary' => 'x', 'description' => 'x'])));
say('fault', fault(fn() => call('mc_issue_checkin', 1, 'x', false)));
