<?php
// Prints the CPU seconds PHP's SoapClient takes to decode PAGE, the least of ROUNDS: decode.php WSDL PAGE ROUNDS.

class Replay extends SoapClient
{
    public string $page = '';

    public function __doRequest($request, $location, $action, $version, $oneWay = false): ?string
    {
        return $this->page;
    }
}

function cpuSeconds(): float
{
    $usage = getrusage();
    return $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']
        + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e6;
}

[, $wsdl, $path, $rounds] = $argv;
$client = new Replay($wsdl, ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$client->page = file_get_contents($path);
$best = INF;
for ($round = 0; $round < $rounds; $round++) {
    $start = cpuSeconds();
    $issues = $client->mc_filter_search_issues();
    $best = min($best, cpuSeconds() - $start);
}
if (count($issues) !== substr_count($client->page, '<item xsi:type="ns1:IssueData">') || $issues[0]->summary === '') {
    exit(1);
}
echo $best, "\n";
