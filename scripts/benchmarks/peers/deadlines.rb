# Answers the oracle's rows in plain business minutes with the gem biz: deadlines.rb ROWS ROUNDS.
#
# Prints what deadlines.py prints.

require 'biz'
require 'csv'
require 'time'

directory, rounds = ARGV[0], Integer(ARGV[1])

rows = ->(name) { CSV.read("#{directory}/#{name}.csv", headers: true, encoding: 'UTF-8').map(&:to_h) }

def measure(questions, rounds)
  agreeing = 0
  answered = questions.select do |ask, expected|
    agreeing += 1 if ask.call == expected
    true
  rescue StandardError # whatever the gem does not manage, it leaves unanswered
    false
  end
  times = Array.new(rounds) do
    start = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
    answered.each { |ask, _| ask.call }
    (Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) - start) / answered.size * 1e6
  end.sort
  puts [questions.size, answered.size, agreeing, times.first, times[times.size / 2], times.last].join(' ')
end

closed = rows.call('holidays').group_by { |row| row['country'] }
calendars = rows.call('calendars').group_by { |row| row['calendar'] }.transform_values do |shifts|
  Biz::Schedule.new do |config|
    config.hours = shifts.group_by { |row| row['weekday'].to_sym }.transform_values do |day|
      day.to_h { |row| [row['open'], row['close']] }
    end
    config.holidays = closed.fetch(shifts[0]['holidays']).map { |row| Date.parse(row['date']) }
    config.time_zone = shifts[0]['timezone']
  end
end

plain = ->(name) { rows.call(name).select { |row| calendars.key?(row['policy']) && row['pauses'].to_s.empty? } }
deadlines = plain.call('deadlines').select { |row| row['target'].end_with?('bm') }.map do |row|
  schedule, start, minutes = calendars[row['policy']], Time.iso8601(row['start']), row['target'].to_i
  [-> { schedule.time(minutes, :minutes).after(start) }, Time.iso8601(row['expected_due'])]
end
elapsed = plain.call('elapsed').map do |row|
  schedule, start, finish = calendars[row['policy']], Time.iso8601(row['start']), Time.iso8601(row['end'])
  [-> { schedule.within(start, finish).in_seconds }, Integer(row['expected_seconds'])]
end
measure(deadlines, rounds)
measure(elapsed, rounds)
