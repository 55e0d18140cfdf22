#!/usr/bin/env ruby
# frozen_string_literal: true
# What Jekyll's Liquid makes of snippets: JSON lines in, JSON lines out, one process for all.
#   ruby oracle.rb SITE_DIR < cases.jsonl > answers.jsonl
# In: {"template", "names": {"page": {...}, ...}, "config": {...}}; {"$time": "..."} and {"$date": "..."} stand for times.
# Out: {"text"} or {"error"}. The highlighter's spans are taken out of `highlight`. Includes, posts and pages are those of SITE_DIR.
require 'json'
require 'jekyll'

Encoding.default_external = Encoding::UTF_8
Jekyll.logger.log_level = :error
dir = File.expand_path(ARGV.fetch(0))
config = Jekyll.configuration('source' => dir, 'destination' => File.join(dir, '_site'), 'quiet' => true,
                              'plugins' => [], 'theme' => nil, 'disable_disk_cache' => true)
site = Jekyll::Site.new(config)
site.reset
site.read

def revive(value)
  case value
  when Hash
    return Time.parse(value['$time']).localtime if value.key?('$time')
    return Date.parse(value['$date']) if value.key?('$date')

    value.transform_values { |inner| revive(inner) }
  when Array then value.map { |inner| revive(inner) }
  else value
  end
end

$stdin.each_line do |line|
  row = JSON.parse(line)
  names = revive(row['names'])
  names['page'] ||= {}
  (row['config'] || {}).each { |key, value| site.config[key] = value }
  site.instance_variable_set(:@filter_cache, {})
  begin
    template = Liquid::Template.parse(row['template'], line_numbers: true)
    text = template.render!(names, registers: { site: site, page: names['page'] })
    text = text.gsub(%r{<figure class="highlight">.*?</figure>}m) { |figure| figure.gsub(%r{</?span[^>]*>}, '') }
    puts JSON.generate({ text: text.dup.force_encoding('UTF-8').scrub })
  rescue StandardError, ScriptError, SystemStackError => e
    puts JSON.generate({ error: "#{e.class}: #{e.message}"[0, 200] })
  end
  $stdout.flush
end
